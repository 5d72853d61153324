package io.docspace.auth;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;

/** Portals on loopback, by the contract: the mappings that dev mode uses, and what a test puts over them. */
public final class Portals {
    public static final String AUTHENTICATION = "/api/2.0/authentication";

    /** A user who may sign in, the password, and the token that this gives. */
    public static final String USER = "anna@example.com";
    public static final String PASSWORD = "right-password";
    public static final String TOKEN = "2TjDgWQ8oAiFmfoYTNB1Ip+vhw/Vk7c0K2Ow5sZ1qX4=";

    private Portals() {}

    public static WireMockExtension portal() {
        return WireMockExtension.newInstance()
                .options(options().dynamicPort().bindAddress("127.0.0.1").usingFilesUnderDirectory("src/test/resources"))
                .build();
    }

    /** A run of the program as the user who may sign in. */
    public static Program signIn(WireMockExtension portal, String... arguments) {
        return Program.with("--base-url", portal.baseUrl(), "--username", USER)
                .and(arguments)
                .env("DOCSPACE_PASSWORD", PASSWORD);
    }

    /** Over the mappings: what a login gets. */
    public static void answerLogin(WireMockExtension portal, ResponseDefinitionBuilder answer) {
        portal.stubFor(post(urlPathEqualTo(AUTHENTICATION)).atPriority(1).willReturn(answer));
    }

    /** Over the mappings: what the check of a token gets. */
    public static void answerCheck(WireMockExtension portal, ResponseDefinitionBuilder answer) {
        portal.stubFor(get(urlPathEqualTo(AUTHENTICATION)).atPriority(1).willReturn(answer));
    }

    /** An answer of status 200. */
    public static ResponseDefinitionBuilder json(String body) {
        return answer(200, body);
    }

    public static ResponseDefinitionBuilder answer(int status, String body) {
        return aResponse().withStatus(status).withHeader("Content-Type", "application/json").withBody(body);
    }
}
