import sys

from cdk8s import App, Chart
from imports.tracardi import (
    EnvVar,
    Ingress,
    ResourceRequirements,
    Toleration,
    TolerationOperator,
    Tracardi,
    TracardiApi,
    TracardiApiPrivate,
    TracardiConfig,
    TracardiRedis,
    TracardiValues,
    TracardiWorker,
    TracardiWorkerBackground,
)

app = App()
chart = Chart(app, "crm", disable_resource_name_hashes=True)
Tracardi(
    chart,
    "crm",
    release_name="tracardi",
    helm_executable=sys.argv[1],
    values=TracardiValues(
        common_labels={"team": "crm"},
        redis=TracardiRedis(host="redis.example", port=6380),
        config=TracardiConfig(system_events={"enabled": "no"}),
        api=TracardiApi(
            private=TracardiApiPrivate(
                replicas=3,
                pod_labels={"tier": "front"},
                resources=ResourceRequirements(limits={"memory": "512Mi"}),
                tolerations=[Toleration(key="spot", operator=TolerationOperator.EXISTS)],
                extra_env=[EnvVar(name="COLOUR", value="blue")],
                ingress=Ingress(enabled=True, host="crm.example.com"),
            )
        ),
        worker=TracardiWorker(background=TracardiWorkerBackground(enabled=False)),
        extra_objects=[{"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": "more"}, "data": {"a": "b"}}],
    ),
)
sys.stdout.write(app.synth_yaml())
