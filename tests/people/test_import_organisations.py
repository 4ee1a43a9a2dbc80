"""The catalogue of employers comes in whole or not at all; nobody is connected by it."""

import gzip
import io
from datetime import date
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from people.organisations.models import Organisation
from people.organisations.official_names import court_name, is_university, municipality_name

HEADER = (
    "org_type,code,org_number,name,name_en,county,lat,lon,website,department_or_group,"
    "employees_latest,source,licence\n"
)
ROWS = HEADER + (
    "municipality,0305,,Håbo,,Uppsala län,59.5,17.5,http://www.habo.se/,,,scb,CC0\n"
    "municipality,0643,,Habo,,Jönköpings län,57.9,14.1,,,,scb,CC0\n"
    "region,12,,Region Skåne,,Skåne län,55.9,13.5,,,,scb,CC0\n"
    "state_agency,,202100-1,Lunds universitet,Lund University,,,,www.lu.se,Utbildning,8000,m,CC0\n"
    "state_agency,,202100-2,BORÅS TINGSRÄTT,,,,,,; Domstolar,,m,CC0\n"
    "state_agency,,202100-2,YSTADS TINGSRÄTT,,,,,,; Domstolar,,m,CC0\n"
    "state_agency,,,Sveriges ambassad Rom,,,,,www.a.se (www.b.it),; Utlandsmyndigheter,,m,CC0\n"
)


@pytest.fixture
def catalogue(tmp_path):
    """Write the rows to a file."""

    def write(text=ROWS, encoding="utf-8"):
        path = tmp_path / "organisations.csv"
        path.write_bytes(text.encode(encoding))
        return path

    return write


def run(path, **options):
    out = io.StringIO()
    call_command("import_organisations", path, stdout=out, stderr=io.StringIO(), **options)
    return out.getvalue()


def test_all_come_in_unconnected_and_a_second_run_changes_nothing(db, catalogue):
    assert "7 added, 0 changed, 0 unchanged" in run(catalogue())
    assert not Organisation.objects.connected().exists()
    assert "0 added, 0 changed, 7 unchanged" in run(catalogue())


def test_kind_party_and_source_are_told(db, catalogue):
    run(catalogue())
    lund = Organisation.objects.get(code="202100-1")
    assert (lund.kind, lund.party, lund.employees) == ("university", "state_authority", 8000)
    assert (lund.name_en, lund.website) == ("Lund University", "https://www.lu.se")
    court = Organisation.objects.get(name="Borås tingsrätt")
    assert (court.kind, court.code, court.source) == ("agency", "boras-tingsratt", "m (CC0)")
    assert Organisation.objects.get(name="Sveriges ambassad Rom").website == "https://www.a.se"
    assert Organisation.objects.get(code="0305").latitude == 59.5


def test_names_alike_get_addresses_of_their_own_that_stay(db, catalogue):
    run(catalogue())
    slugs = {"Håbo kommun": "habo", "Habo kommun": "habo-0643", "Region Skåne": "region-skane"}
    stored = Organisation.objects.filter(name__in=slugs).values_list("name", "slug")
    assert dict(stored) == slugs
    head, first, second, *rest = ROWS.splitlines(keepends=True)
    run(catalogue("".join([head, second, first, *rest])))
    assert dict(stored.all()) == slugs


def test_a_connected_organisation_keeps_its_connection_and_its_own_words(db, catalogue):
    day = date(2026, 1, 1)
    facts = {"kind": "municipality", "party": "municipality", "connected_on": day}
    Organisation.objects.create(
        name="Habo", slug="vi", code="0643", website="https://v.se", **facts
    )
    assert "6 added, 1 changed" in run(catalogue())
    habo = Organisation.objects.get(code="0643")
    assert (habo.name, habo.slug, habo.website) == ("Habo", "vi", "https://v.se")
    assert (habo.connected_on, habo.county) == (day, "Jönköpings län")


def test_one_set_up_by_hand_without_a_code_is_known_by_its_name(db, catalogue):
    Organisation.objects.create(
        name="Habo kommun", slug="h", kind="municipality", party="municipality"
    )
    run(catalogue())
    assert Organisation.objects.get(name="Habo kommun").code == "0643"


def test_groups_can_be_left_out(db, catalogue):
    done = run(catalogue(), leave_out=["Utlandsmyndigheter", "Domstolar"])
    assert "4 added, 0 changed, 0 unchanged, 3 left out" in done


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        (",county,", ",lan,", "line 1: the column county is missing"),
        ("region,12", "county,12", "line 4: org_type must be one of municipality"),
        ("municipality,0643", "municipality,", "line 3: the column code is empty"),
        ("0643", "0305", "line 3: municipality 0305 is already on line 2"),
        ("Region Skåne", "", "line 4: the column name is empty"),
        ("59.5,", "north,", "line 2: lat must be degrees"),
        ("17.5", "181", "line 2: lon must be degrees"),
        ("www.lu.se", "javascript://x", "line 5: website is no web address"),
        ("8000", "many", "line 5: the column employees_latest must"),
        ("Region Skåne,,", "Region Skåne,", "line 4: has 12 cells"),
    ],
)
def test_a_bad_row_is_named_and_nothing_is_done(db, catalogue, old, new, sentence):
    assert old in ROWS
    path = catalogue(ROWS.replace(old, new, 1))
    with pytest.raises(CommandError) as fault:
        run(path)
    assert str(path) in str(fault.value) and sentence in str(fault.value)
    assert Organisation.objects.count() == 0


def test_a_missing_file_and_another_encoding_are_named(db, catalogue, tmp_path):
    with pytest.raises(CommandError, match="the file does not exist"):
        run(tmp_path / "no.csv")
    with pytest.raises(CommandError, match="line 2: is not UTF-8"):
        run(catalogue(encoding="latin-1"))
    assert not Organisation.objects.exists()


def test_a_file_that_is_cut_off_is_named_and_nothing_is_done(db, catalogue, tmp_path):
    with pytest.raises(CommandError, match="line 8: has 4 cells"):
        run(catalogue(ROWS[: ROWS.index("ambassad")]))
    path = tmp_path / "organisations.csv.gz"
    path.write_bytes(gzip.compress(ROWS.encode())[:-9])
    with pytest.raises(CommandError, match="line 8: the gzip file is cut off or damaged"):
        run(path)
    assert not Organisation.objects.exists()


@pytest.mark.parametrize(
    ("short", "official"),
    [
        ("Upplands Väsby", "Upplands Väsby kommun"),
        ("Malmö", "Malmö kommun"),
        ("Stockholm", "Stockholms kommun"),
        ("Borås", "Borås kommun"),
        ("Kalix", "Kalix kommun"),
        ("Kalmar", "Kalmar kommun"),
        ("Falun", "Falu kommun"),
        ("Orust", "Orust kommun"),
        ("Lilla Edet", "Lilla Edets kommun"),
        ("Lunds kommun", "Lunds kommun"),
    ],
)
def test_municipalities_are_called_as_in_law(short, official):
    assert municipality_name(short) == official


@pytest.mark.parametrize(
    ("shouted", "name"),
    [
        ("FÖRVALTNINGSRÄTTEN I LULEÅ OCH MIGRATIONSDOMSTOL", "Förvaltningsrätten i Luleå"),
        ("SVEA HOVRÄTT O MARK O MILJÖ OCH PATENT", "Svea hovrätt"),
        ("HOVRÄTTEN ÖVER SKÅNE OCH BLEKINGE", "Hovrätten över Skåne och Blekinge"),
        ("HYRES OCH ARRENDENÄMNEN I MALMÖ", "Hyres- och arrendenämnden i Malmö"),
        ("Skatteverket", "Skatteverket"),
    ],
)
def test_shouted_names_are_lowered(shouted, name):
    assert court_name(shouted) == name


def test_agencies_for_universities_are_no_universities():
    assert is_university("Högskolan i Borås") and is_university("Karolinska institutet")
    assert not is_university("Myndigheten för yrkeshögskolan")
    assert not is_university("Universitets- och högskolerådet")


def test_the_real_catalogue_comes_in(db):
    data = Path(settings.UTBYTE_DATA or settings.BASE_DIR.parent / "shared" / "data")
    if not (data / "organisations.csv").exists():
        pytest.skip(f"the real catalogue is not at {data} (set UTBYTE_DATA)")
    assert "765 added, 0 changed, 0 unchanged" in run(data / "organisations.csv")
    kinds = Organisation.objects.filter
    assert kinds(kind="municipality").count() == 290 and kinds(kind="region").count() == 21
    assert kinds(party="state_authority").count() == 454 and kinds(kind="university").count() == 31
