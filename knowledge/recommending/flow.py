"""What Wagtail does when a workflow is finished. Imported by its models: nothing else here."""

from typing import Any


def finish(state: Any, user: Any = None) -> None:
    """A review puts a mark on the lesson, which is published already; others publish."""
    from wagtail.workflows import publish_workflow_state

    from knowledge.recommending.actions import mark
    from knowledge.recommending.models import ReviewState

    reviewed = ReviewState.objects.filter(pk=state.current_task_state_id).first()
    if reviewed is None:
        publish_workflow_state(state, user=user)
    else:
        mark(reviewed)
