package io.docspace.auth.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NativeStartTest {
    @ParameterizedTest(name = "{0} is kept: {1}")
    @CsvSource({
        "quarkus.thread-pool.prefill, false",
        "quarkus.log.level, false",
        "quarkus.log.category.\"io.docspace.auth\".level, true",
        "quarkus.log.handler.file.x.path, true",
        "quarkus.tls.docspace.trust-all, true",
        "quarkus.proxy.company.host, true",
        "quarkus.rest-client.docspace.follow-redirects, true",
        "docspace.base-url, true",
        "QUARKUS_LOG_LEVEL, true",
        "io.docspace.auth.portal.http.DocSpaceApi/mp-rest/url, true"
    })
    void names_of_the_framework_without_a_key_are_left_out(String name, boolean kept) {
        List<String> left = new ArrayList<>();
        NativeStart.Names.needed(List.of(name).iterator()).forEachRemaining(left::add);

        assertEquals(kept ? List.of(name) : List.of(), left);
    }
}
