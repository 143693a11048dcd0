import sys
from pathlib import Path

from cdk8s import App, Chart
from cdk8s_plus_28 import k8s
from cdk8s_tracardi import (
    ApiPublicValues,
    ApiValues,
    ConfigMultiTenantValues,
    ConfigValues,
    ContainerPortValues,
    InstallationCredentialReferences,
    InstallationCredentials,
    LicenseCredentialReferences,
    LicenseCredentials,
    SecretKeyValues,
    SecretsValues,
    TenantValues,
    TmsCredentialReferences,
    TmsCredentials,
    TolerationValues,
    Tracardi,
    TracardiChart,
    TracardiValues,
)

values, output = sys.argv[1:]
problem = TracardiChart.validate_values("redis: { prt: 6379 }", "my.yaml")[0]
assert (problem.rule, problem.line, problem.column) == ("unknown-key", 1, 10), problem

app = App()
overrides = TracardiValues(api=ApiValues(public=ApiPublicValues(replicas=7)))
from_file = TracardiChart.from_values(app, "crm", [values], namespace="crm", overrides=overrides).tracardi
from_file.private_api.add_env("TENANT_NAME", "acme")
for component in from_file.components:
    component.add_container(
        name="proxy", image="envoy:1", ports=[ContainerPortValues(container_port=9901, host_ip="127.0.0.1")]
    )

chart = Chart(app, "shop", namespace="shop", disable_resource_name_hashes=True)
Tracardi(
    chart,
    "shop",
    config=ConfigValues(multi_tenant=ConfigMultiTenantValues(multi=True, domain="shop.example.com")),
    secrets=SecretsValues(
        license=LicenseCredentials(
            value_from=LicenseCredentialReferences(license_key=SecretKeyValues(name="shop", key="license"))
        ),
        installation=InstallationCredentials(
            value_from=InstallationCredentialReferences(token=SecretKeyValues(name="shop", key="token"))
        ),
        tms=TmsCredentials(
            value_from=TmsCredentialReferences(
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
