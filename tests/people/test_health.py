"""Those who watch the machines get a short, true answer."""

from people.worker import Job, JobRun, register, run_due


def test_the_process_lives(client):
    assert client.get("/halsa/lever").status_code == 200


def test_ready_when_the_worker_has_run(client, db):
    assert client.get("/halsa/redo").status_code == 503
    run_due()
    register(Job("probe", 1, lambda: None))
    run_due()
    answer = client.get("/halsa/redo")
    assert (answer.status_code, answer.json()["worker"]) == (200, True)


def test_a_failing_job_does_not_stop_the_next(db):
    def fail():
        raise RuntimeError("broken on purpose")

    register(Job("a failing one", 1, fail), Job("a good one", 1, lambda: None))
    try:
        assert {"a failing one", "a good one"} <= set(run_due())
        assert not JobRun.objects.get(name="a failing one").succeeded
    finally:
        register(Job("a failing one", 1, lambda: None))
