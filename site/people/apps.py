from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PeopleConfig(AppConfig):
    name = "people"
    verbose_name = _("Människor och organisationer")

    def ready(self) -> None:
        from people import checks, worker  # noqa: F401
        from people.following import start as following
        from people.networks import start as networks
        from people.notices import kinds
        from people.once import forget_old
        from people.organisations.memberships import upkeep
        from people.registry import own as registry
        from people.registry.thinning import thin
        from people.sensitive import guard
        from people.signin import sessions  # noqa: F401
        from people.signin.store import SessionStore
        from people.uploads import jobs

        jobs.register_jobs()
        from people.start.parts import register_todos
        from people.start.waiting import waiting_for

        register_todos(waiting_for)
        worker.register(worker.Job("ended sign-ins", 600, SessionStore.clear_expired))
        worker.register(worker.Job("members of teams", 3600, upkeep))
        worker.register(worker.Job("forms dealt with", 86_400, forget_old))
        worker.register(worker.Job("kept long enough", 86_400, thin))

        guard.watch_logs()
        kinds.register(
            kinds.NoticeKind(
                "employment_offered",
                _("Någon vill lägga till dig som anställd"),
                _("%(organisation)s vill lägga till dig som anställd"),
            )
        )
        kinds.register(
            kinds.NoticeKind(
                "records_asked",
                _("Någon har begärt ut vad teamet har skrivit"),
                _("Någon har begärt ut vad %(team)s skrev v. %(week)s. Svara %(by)s"),
            )
        )
        following.register()
        networks.register()
        registry.register_kinds()
