package io.docspace.auth.containers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecurityContext;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The manifests under {@code deploy/kubernetes}, read as an API server does with strict field validation. */
class ManifestsTest {
    private static final Path FOLDER = Path.of("deploy", "kubernetes");

    private static final Map<String, Class<? extends HasMetadata>> KINDS = Map.of(
            "ConfigMap", ConfigMap.class, "Secret", Secret.class, "Deployment", Deployment.class, "Job", Job.class);

    private static final YAMLMapper YAML = new YAMLMapper(YAMLFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build());

    /** The model keeps fields that it does not know for later; without that they are errors. */
    private static final JsonMapper STRICT = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .annotationIntrospector(new JacksonAnnotationIntrospector() {
                private static final long serialVersionUID = 1L;

                @Override
                public Boolean hasAnySetter(Annotated member) {
                    return false;
                }
            })
            .build();

    @ParameterizedTest
    @ValueSource(strings = {"init-container", "job", "sidecar"})
    void every_field_is_one_that_kubernetes_knows(String variant) throws IOException {
        List<String> kinds = manifests(variant).stream().map(HasMetadata::getKind).toList();

        assertEquals(List.of("ConfigMap", "Secret", variant.equals("job") ? "Job" : "Deployment"), kinds);
    }

    @ParameterizedTest
    @CsvSource({
        "init-container, readOnlyRootFilesystem, readOnlyRootFileSystem",
        "init-container, defaultMode, mode",
        "job, podFailurePolicy, podFailurePolice",
        "sidecar, periodSeconds, periodSecond"
    })
    void a_misspelt_field_is_found(String variant, String field, String misspelt) throws IOException {
        String text = read(FOLDER.resolve(variant).resolve(variant.equals("job") ? "job.yaml" : "deployment.yaml"));
        JsonNode manifest = YAML.readTree(text.replaceFirst(field, misspelt));

        UnrecognizedPropertyException failure = assertThrows(UnrecognizedPropertyException.class, () -> parse(manifest));

        assertEquals(misspelt, failure.getPropertyName());
    }

    @ParameterizedTest
    @ValueSource(strings = {"init-container", "job", "sidecar"})
    void containers_are_locked_down(String variant) throws IOException {
        PodSpec pod = pod(variant);

        assertEquals(false, pod.getAutomountServiceAccountToken());
        assertEquals(true, pod.getSecurityContext().getRunAsNonRoot());
        assertEquals("RuntimeDefault", pod.getSecurityContext().getSeccompProfile().getType());
        for (Container container : containers(pod)) {
            SecurityContext context = container.getSecurityContext();
            assertEquals(true, context.getReadOnlyRootFilesystem(), container.getName());
            assertEquals(false, context.getAllowPrivilegeEscalation(), container.getName());
            assertEquals(List.of("ALL"), context.getCapabilities().getDrop(), container.getName());
            assertTrue(container.getResources().getRequests().keySet().containsAll(List.of("cpu", "memory")));
            assertTrue(container.getResources().getLimits().containsKey("memory"), container.getName());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"init-container", "job", "sidecar"})
    void the_token_is_in_memory_and_its_group_alone_reads_it(String variant) throws IOException {
        PodSpec pod = pod(variant);
        Container writer = pod.getInitContainers().get(0);
        Container reader = pod.getContainers().get(0);

        assertEquals("Memory", volume(pod, "docspace-token").getEmptyDir().getMedium());
        assertEquals("0440", variable(writer, "DOCSPACE_TOKEN_FILE_MODE"));
        assertEquals("/var/run/docspace/token", variable(writer, "DOCSPACE_TOKEN_FILE"));
        assertEquals(10001, pod.getSecurityContext().getFsGroup());
        assertEquals(10001, writer.getSecurityContext().getRunAsUser());
        assertEquals(10002, reader.getSecurityContext().getRunAsUser());
        assertEquals(true, reader.getVolumeMounts().get(0).getReadOnly());
    }

    @ParameterizedTest
    @ValueSource(strings = {"init-container", "job", "sidecar"})
    void the_password_comes_from_the_secret_as_a_file(String variant) throws IOException {
        PodSpec pod = pod(variant);
        Container writer = pod.getInitContainers().get(0);
        Secret secret = (Secret) manifests(variant).get(1);

        assertEquals("/etc/docspace/secret/password", variable(writer, "DOCSPACE_PASSWORD_FILE"));
        assertEquals(secret.getMetadata().getName(), volume(pod, "docspace-secret").getSecret().getSecretName());
        assertEquals(0440, volume(pod, "docspace-secret").getSecret().getDefaultMode());
        assertTrue(secret.getData().containsKey("password"));
    }

    @Test
    void the_sidecar_restarts_on_its_own() throws IOException {
        assertEquals("Always", pod("sidecar").getInitContainers().get(0).getRestartPolicy());
    }

    @Test
    void the_readme_shows_the_init_container_that_is_tested() throws IOException {
        String shown = read(Path.of("README.md")).replaceFirst("(?s).*```yaml\n(initContainers:.*?)```.*", "$1");

        assertTrue(shown.lines().count() < 25);
        assertTrue(read(FOLDER.resolve("init-container/deployment.yaml")).contains(shown.indent(6)));
    }

    /** What kustomize would make of a folder, but for the image names. */
    static List<HasMetadata> manifests(String variant) throws IOException {
        List<HasMetadata> manifests = new ArrayList<>();
        for (Path file : resources(variant)) {
            for (JsonNode document : YAML.readerFor(JsonNode.class).<JsonNode>readValues(read(file)).readAll()) {
                manifests.add(parse(document));
            }
        }
        return manifests;
    }

    /** The files that a folder's kustomization names. */
    static List<Path> resources(String variant) throws IOException {
        Path folder = FOLDER.resolve(variant);
        JsonNode kustomization = YAML.readTree(read(folder.resolve("kustomization.yaml")));
        List<Path> files = new ArrayList<>();
        kustomization.get("resources").forEach(name -> files.add(folder.resolve(name.textValue())));
        return files;
    }

    private static HasMetadata parse(JsonNode document) throws IOException {
        return STRICT.treeToValue(document, KINDS.get(document.get("kind").textValue()));
    }

    static PodSpec pod(String variant) throws IOException {
        HasMetadata workload = manifests(variant).get(2);
        return workload instanceof Job job
                ? job.getSpec().getTemplate().getSpec()
                : ((Deployment) workload).getSpec().getTemplate().getSpec();
    }

    private static List<Container> containers(PodSpec pod) {
        return Stream.concat(pod.getInitContainers().stream(), pod.getContainers().stream()).toList();
    }

    private static Volume volume(PodSpec pod, String name) {
        return pod.getVolumes().stream().filter(volume -> volume.getName().equals(name)).findFirst().orElseThrow();
    }

    private static String variable(Container container, String name) {
        return container.getEnv().stream()
                .filter(variable -> variable.getName().equals(name))
                .findFirst()
                .orElseThrow()
                .getValue();
    }

    private static String read(Path file) throws IOException {
        return Files.readString(file);
    }
}
