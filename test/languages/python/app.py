import sys
from pathlib import Path

from cdk8s import App, Chart
from cdk8s_plus_28 import k8s
from cdk8s_tracardi import (
    ApiPublicValues,
    ApiValues,
    ConfigMultiTenantValues,
    ConfigValues,
    SecretKeyValues,
    SecretsLicenseValueFromValues,
    SecretsLicenseValues,
    SecretsTmsValueFromValues,
    SecretsTmsValues,
    SecretsValues,
    TenantValues,
    TolerationValues,
    Tracardi,
    TracardiChart,
)

values, output = sys.argv[1:]
app = App()
from_file = TracardiChart.from_values(app, "crm", [values], namespace="crm").tracardi
from_file.private_api.add_env("TENANT_NAME", "acme")

chart = Chart(app, "shop", namespace="shop", disable_resource_name_hashes=True)
Tracardi(
    chart,
    "shop",
    config=ConfigValues(multi_tenant=ConfigMultiTenantValues(multi=True, domain="shop.example.com")),
    secrets=SecretsValues(
        license=SecretsLicenseValues(
            value_from=SecretsLicenseValueFromValues(license_key=SecretKeyValues(name="shop", key="license"))
        ),
        tms=SecretsTmsValues(
            value_from=SecretsTmsValueFromValues(
                secret_key=SecretKeyValues(name="shop", key="sign"),
                api_key=SecretKeyValues(name="shop", key="api"),
            )
        ),
    ),
    api=ApiValues(public=ApiPublicValues(replicas=3, tolerations=[TolerationValues(key="spot", operator="Exists")])),
    tenants=[
        TenantValues(
            name="acme",
            email="admin@acme.example",
            password_from=SecretKeyValues(name="acme", key="password"),
        )
    ],
)
k8s.KubeDeployment(
    chart,
    "links",
    metadata=k8s.ObjectMeta(name="links"),
    spec=k8s.DeploymentSpec(
        selector=k8s.LabelSelector(match_labels={"app": "links"}),
        template=k8s.PodTemplateSpec(
            metadata=k8s.ObjectMeta(labels={"app": "links"}),
            spec=k8s.PodSpec(
                containers=[
                    k8s.Container(
                        name="links",
                        image="nginx",
                        env=[k8s.EnvVar(name="API", value=from_file.private_api.service_name)],
                    )
                ]
            ),
        ),
    ),
)
Path(output).write_text(app.synth_yaml(), encoding="utf-8")
