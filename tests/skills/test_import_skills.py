"""Taxonomies come in whole or not at all, and coming again changes nothing."""

import gzip
import io
from hashlib import sha256
from pathlib import Path
from time import process_time

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from skills.models import (
    Occupation,
    OccupationSkill,
    Skill,
    SkillName,
    SkillRelation,
    SsykGroup,
    SsykSkill,
    Substitutability,
)
from skills.starter import load_starter

JOBTECH = {
    "skills_jobtech": """
concept_id,label_sv,broader_headline_sv,broader_main_headline_sv,n_related_ssyk4
s1,Arkivkunskap,Övriga kompetensord,Övriga kompetensrubriker,3
s2,"Python, programmeringsspråk",Programmeringsspråk,Datakunskaper,5
s3,Truckkort A,Certifikat/licenser,,1
""",
    "ssyk2012": """
concept_id,level,ssyk_code,label_sv,parent_concept_id,definition_sv,isco08_codes,isco08_labels_en
g1,1,2,Fördjupad högskola,,Om,,
g2,2,26,Jurister m.fl.,g1,,,
g3,3,262,Arkivarier,g2,,,
g4,4,2621,Bibliotekarier och arkivarier,g3,Vårdar,2621|2622,Archivists|Librarians
""",
    "occupations_jobtech": """
concept_id,label_sv,ssyk_code,ssyk_concept_id,alt_terms_sv,legacy_ams_id
o1,Arkivarie,2621,g4,Arkivassistent|Arkiv,77
o2,Bibliotekarie,2621,g4,,
""",
    "ssyk4_skill_relations": """
ssyk_code,skill_concept_id
2621,s1
2621,s2
""",
    "occupation_substitutability": """
occupation_id,can_substitute_for_id,percent
o1,o2,75
o2,o1,25
""",
    "keywords_jobtech": """
keyword_id,keyword_sv,related_id,related_type,related_label_sv
k1,Gallring,s1,skill,Arkivkunskap
k2,Bokhylla,o2,occupation-name,Bibliotekarie
k3,Dans,sun9,sun-education-field-4,Dans
""",
    "occupation_synonyms_ams2018": """
legacy_ams_id,synonym_sv
77,Registrator
99,Borta
""",
}
ESCO = {
    "esco_skills_en": """
uri,label_en,label_status,alt_labels_en,skill_type,reuse_level,collections,broader,n_occupation_relations
skill/a,archiving,exact,keep archives|filing,skill,,,skill/g,9
skill/b,library science,recovered,,,,,isced-f/1,2
skill/c,archive digitally,exact,,skill,,digital,skill/g|skill/a,1
""",
    "esco_skill_groups_en": """
uri,label_en,code,broader,description_en
isced-f/1,information,1,,
skill/g,managing information,S5,,"Two
lines"
""",
    "esco_skill_skill": """
skill_row,related_skill_row,relation
0,1,optional
""",
    "isco08_level4_sv_en": """
isco08_code,label_sv,label_en
2621,Arkivarier och museitjänstemän,Archivists and curators
""",
    "esco_occupations_en": """
uri,label_en,alt_labels_en,isco08,code,description_en
occupation/x,archivist,keeper of archives,2621,2621.1,
""",
    "esco_occupation_skill": """
occupation_row,skill_row,relation
0,0,o
0,0,e
0,2,o
""",
}
COMMANDS = {"jobtech": JOBTECH, "esco": ESCO}


def write(folder: Path, name: str, text: str, encoding: str = "utf-8") -> Path:
    path = folder / f"{name}.csv.gz"
    path.write_bytes(gzip.compress(text.lstrip().encode(encoding)))
    return path


@pytest.fixture
def folder(tmp_path):
    """Small files of both taxonomies."""
    for files in COMMANDS.values():
        for name, text in files.items():
            write(tmp_path, name, text)
    return tmp_path


def run(taxonomy: str, folder: Path) -> str:
    out, err = io.StringIO(), io.StringIO()
    call_command("import_skills", taxonomy, folder, stdout=out, stderr=err)
    assert "skills: " in err.getvalue()
    return out.getvalue()


def counts() -> list[int]:
    tables = (Skill, SkillName, SkillRelation, Occupation, OccupationSkill, SsykGroup, SsykSkill)
    return [table.objects.count() for table in (*tables, Substitutability)]


@pytest.mark.parametrize("taxonomy", COMMANDS)
def test_a_second_run_adds_and_changes_nothing(db, folder, taxonomy):
    assert " 0 unchanged, 0 retired (" in run(taxonomy, folder)
    before = counts()
    assert ": 0 added, 0 changed, " in run(taxonomy, folder)
    assert counts() == before


def test_jobtech_brings_groups_occupations_and_their_skills(db, folder):
    run("jobtech", folder.parent if (folder.parent / "taxonomy").exists() else folder)
    group = SsykGroup.objects.get(code="2621")
    assert [group.parent.code, group.parent.parent.code, group.isco] == [
        "262",
        "26",
        ["2621", "2622"],
    ]
    assert set(group.skills.values_list("jobtech_id", flat=True)) == {"s1", "s2"}
    assert {s.jobtech_id: s.kind for s in Skill.objects.all()} == {
        "s1": "skill", "s2": "knowledge", "s3": "certificate",
    }  # fmt: skip
    archivist = Occupation.objects.get(jobtech_id="o1")
    assert archivist.can_become.get().percent == 75
    assert Occupation.objects.lookup("registr") == [archivist]
    assert Skill.objects.called("gallring").label_sv == "Arkivkunskap"
    assert Skill.objects.called("python").jobtech_id == "s2"


def test_esco_brings_relations_and_is_reached_from_swedish_occupations(db, folder):
    run("jobtech", folder)
    run("esco", folder)
    archivist = Occupation.objects.get(jobtech_id="o1").counterparts.get()
    assert archivist.esco_uri == "occupation/x"
    asked = dict(archivist.skill_rows.values_list("skill__label_en", "kind"))
    assert asked == {"archiving": "essential", "archive digitally": "optional"}
    assert list(SkillRelation.objects.values_list("kind", "weight").order_by("kind")) == [
        ("broader", 0.7),
        ("related", 0.5),
    ]
    assert Skill.objects.get(label_en="library science").kind == "knowledge"
    assert Skill.objects.get(label_en="archiving").group == "managing information"
    assert Skill.objects.called("filing").label_en == "archiving"


def test_the_folder_above_will_do(db, folder, tmp_path_factory):
    above = tmp_path_factory.mktemp("data")
    (above / "taxonomy").symlink_to(folder)
    assert "skills: 3 added" in run("jobtech", above)


def test_what_a_source_drops_is_retired_and_comes_back(db, folder):
    run("jobtech", folder)
    whole = JOBTECH["skills_jobtech"]
    write(folder, "skills_jobtech", whole.replace("s3,Truckkort A,Certifikat/licenser,,1\n", ""))
    assert "skills: 0 added, 0 changed, 2 unchanged, 1 retired" in run("jobtech", folder)
    assert Skill.objects.lookup("truck") == []
    write(folder, "skills_jobtech", whole)
    assert "skills: 0 added, 1 changed" in run("jobtech", folder)
    assert len(Skill.objects.lookup("truck")) == 1


def test_a_new_label_is_a_change_and_is_found(db, folder):
    run("esco", folder)
    write(folder, "esco_skills_en", ESCO["esco_skills_en"].replace("library science", "book lore"))
    assert "skills: 0 added, 1 changed" in run("esco", folder)
    assert Skill.objects.lookup("library") == [] and len(Skill.objects.lookup("book", "en")) == 1


@pytest.mark.parametrize("order", ["starter first", "taxonomies first"])
def test_starter_skills_and_taxonomies_become_one(db, folder, order):
    jobs = [load_starter, lambda: run("jobtech", folder), lambda: run("esco", folder)]
    for job in jobs if order == "starter first" else [*jobs[1:], jobs[0]]:
        job()
    python = Skill.objects.filter(jobtech_id="s2").get()
    assert Skill.objects.named(["python"]).get().source == "starter"
    assert (python.source, python.label_en) == ("starter", "Python (programming)")
    assert Skill.objects.get(label_sv="arkivering").esco_uri == "skill/a"
    for taxonomy in COMMANDS:
        assert ": 0 added, 0 changed, " in run(taxonomy, folder)
    again = load_starter()
    assert (again.added, again.changed) == (0, 0)


BAD_TEXT = [
    ("jobtech", "skills_jobtech", "label_sv,", "label,", "line 1: the column label_sv is missing"),
    ("jobtech", "skills_jobtech", "s2,", "s1,", "line 3: s1 is already on line 2"),
    ("jobtech", "skills_jobtech", "Truckkort A", "", "line 4: the column label_sv is empty"),
    ("jobtech", "skills_jobtech", ",,1\n", ",,många\n", "line 4: the column n_related_ssyk4 must"),
    ("jobtech", "skills_jobtech", "Truckkort A", "T" * 201, "line 4: the column label_sv has 201"),
    ("jobtech", "skills_jobtech", ',"Python', ',"Py"thon', "line 3: is no proper CSV"),
    ("jobtech", "skills_jobtech", ",Certifikat/licenser,,1", "", "line 4: has 2 cells"),
    ("jobtech", "ssyk2012", "g3,3", "g3,4", "line 4: level 4 does not fit"),
    ("jobtech", "ssyk2012", ",g2,", ",g9,", "line 4: parent_concept_id g9 is not in the file"),
    ("jobtech", "occupations_jobtech", "rie,2621,g4,,\n", "rie,9,g4,,\n", "line 3: ssyk_code 9"),
    ("jobtech", "ssyk4_skill_relations", "2621,s2", "2621,s9", "line 3: skill_concept_id s9"),
    ("jobtech", "occupation_substitutability", "25", "250", "line 3: the column percent must"),
    ("jobtech", "occupation_substitutability", "o2,o1", "o2,o9", "line 3: can_substitute_for"),
    ("jobtech", "keywords_jobtech", "s1,skill", "s9,skill", "line 2: related_id s9"),
    ("esco", "esco_skills_en", "skill/g|skill/a", "skill/q", "line 4: broader skill/q is neither"),
    ("esco", "esco_skill_groups_en", "S5,,", "S5,isced-f/9,", "line 3: broader isced-f/9"),
    ("esco", "esco_skill_skill", "0,1", "0,3", "line 2: the column related_skill_row must"),
    ("esco", "esco_occupation_skill", "0,2,o", "0,-1,o", "line 4: the column skill_row must"),
    ("esco", "esco_occupation_skill", "0,2,o", "0,2,x", "line 4: relation must be e or o"),
    ("esco", "esco_occupations_en", "2621,2621.1", "9999,1", "line 2: isco08 9999 is not in"),
]  # fmt: skip


@pytest.mark.parametrize(("taxonomy", "name", "old", "new", "sentence"), BAD_TEXT)
def test_a_bad_row_is_named_and_nothing_is_done(db, folder, taxonomy, name, old, new, sentence):
    good = COMMANDS[taxonomy][name]
    assert old in good
    path = write(folder, name, good.replace(old, new, 1))
    refused(taxonomy, folder, path, sentence)


def refused(taxonomy, folder, path, sentence):
    load_starter()
    before = counts()
    with pytest.raises(CommandError) as fault:
        call_command("import_skills", taxonomy, folder, stderr=io.StringIO())
    assert f"{path}" in str(fault.value) and sentence in str(fault.value)
    assert "\n" not in str(fault.value)
    assert counts() == before


@pytest.mark.parametrize("taxonomy", COMMANDS)
def test_every_missing_file_is_named(db, folder, taxonomy):
    for name in COMMANDS[taxonomy]:
        path = folder / f"{name}.csv.gz"
        kept = path.read_bytes()
        path.unlink()
        refused(taxonomy, folder, path, "the file does not exist")
        path.write_bytes(kept)
    refused(taxonomy, folder / "no", folder / "no", "there is no such folder")


def test_a_file_cut_off_in_its_last_row_is_named(db, folder):
    path = write(folder, "occupations_jobtech", JOBTECH["occupations_jobtech"].rstrip()[:-3])
    refused("jobtech", folder, path, "line 3: has 4 cells")


def test_a_quote_that_never_ends_is_named(db, folder):
    path = write(folder, "esco_skill_groups_en", ESCO["esco_skill_groups_en"].rstrip()[:-1])
    refused("esco", folder, path, "is no proper CSV")


def test_a_cut_off_gzip_file_is_named(db, folder):
    path = folder / "esco_occupation_skill.csv.gz"
    path.write_bytes(path.read_bytes()[:-9])
    lines = ESCO["esco_occupation_skill"].strip().count("\n") + 1
    refused("esco", folder, path, f"line {lines}: the gzip file is cut off or damaged")


def test_the_last_line_that_came_out_is_said_however_long_the_file(db, folder):
    rows = "".join(f"{n},{n},{sha256(bytes(n)).hexdigest()}\n" for n in range(9_000))
    path = write(folder, "esco_occupation_skill", rows)
    packed = path.read_bytes()
    path.write_bytes(packed[: len(packed) // 2])
    refused("esco", folder, path, "line 4")
    path.write_bytes(packed[:11])
    refused("esco", folder, path, "the gzip file is cut off or damaged")


def test_another_encoding_is_named_with_its_line(db, folder):
    path = write(folder, "ssyk2012", JOBTECH["ssyk2012"], "latin-1")
    refused("jobtech", folder, path, "line 2: is not UTF-8")


def test_an_empty_file_and_binary_are_named(db, folder):
    path = write(folder, "esco_skills_en", "")
    refused("esco", folder, path, "the file is empty")
    refused("esco", folder, write(folder, "esco_skills_en", "uri,\0"), "NUL byte")


def test_a_fault_half_way_leaves_everything_as_it_was(db, folder, monkeypatch):
    from skills.importing import esco

    def fails(*given):
        raise OSError("disk full")

    monkeypatch.setattr(esco, "store_asked", fails)
    before = counts()
    with pytest.raises(OSError, match="disk full"):
        call_command("import_skills", "esco", folder, stderr=io.StringIO())
    assert counts() == before


@pytest.mark.parametrize(("taxonomy", "skills"), [("jobtech", 6657), ("esco", 13939)])
def test_the_real_files_come_in_within_a_minute(db, taxonomy, skills):
    data = Path(settings.UTBYTE_DATA or settings.BASE_DIR.parent / "shared" / "data")
    if not (data / "taxonomy").is_dir():
        pytest.skip(f"the real taxonomy is not at {data} (set UTBYTE_DATA)")
    began = process_time()
    assert f"(skills: {skills} added, 0 changed" in run(taxonomy, data)
    assert process_time() - began < 60
    assert Skill.objects.active().count() == skills
