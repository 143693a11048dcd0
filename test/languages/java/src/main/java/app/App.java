package app;

import com.tracardi.cdk8s.*;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.cdk8s.Chart;
import org.cdk8s.ChartProps;
import org.cdk8s.plus28.k8s.Container;
import org.cdk8s.plus28.k8s.DeploymentSpec;
import org.cdk8s.plus28.k8s.EnvVar;
import org.cdk8s.plus28.k8s.KubeDeployment;
import org.cdk8s.plus28.k8s.LabelSelector;
import org.cdk8s.plus28.k8s.ObjectMeta;
import org.cdk8s.plus28.k8s.PodSpec;
import org.cdk8s.plus28.k8s.PodTemplateSpec;

public final class App {
    public static void main(String[] arguments) throws IOException {
        ValuesDiagnostic problem = TracardiChart.validateValues("redis: { prt: 6379 }", "my.yaml").get(0);
        if (!problem.getRule().equals("unknown-key") || problem.getColumn().intValue() != 10)
            throw new IllegalStateException(problem.getMessage());
        org.cdk8s.App app = new org.cdk8s.App();
        Tracardi fromFile = TracardiChart
            .fromValues(app, "crm", List.of(arguments[0]), options())
            .getTracardi();
        fromFile.getPrivateApi().addEnv("TENANT_NAME", "acme");
        for (Component component : fromFile.getComponents()) component.addContainer(proxy());

        Chart chart = new Chart(app, "shop",
            ChartProps.builder().namespace("shop").disableResourceNameHashes(true).build());
        Tracardi.Builder.create(chart, "shop")
            .config(ConfigValues.builder()
                .multiTenant(ConfigMultiTenantValues.builder().multi(true).domain("shop.example.com").build())
                .build())
            .secrets(SecretsValues.builder()
                .license(LicenseCredentials.builder()
                    .valueFrom(LicenseCredentialReferences.builder().licenseKey(key("shop", "license")).build())
                    .build())
                .installation(InstallationCredentials.builder()
                    .valueFrom(InstallationCredentialReferences.builder().token(key("shop", "token")).build())
                    .build())
                .tms(TmsCredentials.builder()
                    .valueFrom(TmsCredentialReferences.builder()
                        .secretKey(key("shop", "sign"))
                        .apiKey(key("shop", "api"))
                        .build())
                    .build())
                .build())
            .api(ApiValues.builder()
                .publicValue(ApiPublicValues.builder()
                    .replicas(3)
                    .tolerations(List.of(TolerationValues.builder().key("spot").operator("Exists").build()))
                    .build())
                .build())
            .tenants(List.of(TenantValues.builder()
                .name("acme").email("admin@acme.example").passwordFrom(key("acme", "password")).build()))
            .build();
        links(chart, fromFile.getPrivateApi().getServiceName());
        Files.writeString(Path.of(arguments[1]), app.synthYaml());
    }

    private static FromValuesOptions options() {
        ApiPublicValues api = ApiPublicValues.builder().replicas(7).build();
        TracardiValues overrides = TracardiValues.builder().api(ApiValues.builder().publicValue(api).build()).build();
        return FromValuesOptions.builder().namespace("crm").overrides(overrides).build();
    }

    private static ContainerValues proxy() {
        ContainerPortValues port = ContainerPortValues.builder().containerPort(9901).hostIp("127.0.0.1").build();
        return ContainerValues.builder().name("proxy").image("envoy:1").ports(List.of(port)).build();
    }

    private static SecretKeyValues key(String name, String key) {
        return SecretKeyValues.builder().name(name).key(key).build();
    }

    private static void links(Chart chart, String api) {
        Container container = Container.builder()
            .name("links").image("nginx").env(List.of(EnvVar.builder().name("API").value(api).build())).build();
        KubeDeployment.Builder.create(chart, "links")
            .metadata(ObjectMeta.builder().name("links").build())
            .spec(DeploymentSpec.builder()
                .selector(LabelSelector.builder().matchLabels(Map.of("app", "links")).build())
                .template(PodTemplateSpec.builder()
                    .metadata(ObjectMeta.builder().labels(Map.of("app", "links")).build())
                    .spec(PodSpec.builder().containers(List.of(container)).build())
                    .build())
                .build())
            .build();
    }
}
