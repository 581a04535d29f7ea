"""What is served over HTTP: the webhook, health, readiness, figures."""
