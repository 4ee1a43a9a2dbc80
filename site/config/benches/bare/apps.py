from django.apps import AppConfig


class BareConfig(AppConfig):
    name = "config.benches.bare"
    label = "bare"
