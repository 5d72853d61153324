package io.docspace.auth;

import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static io.docspace.auth.Portals.AUTHENTICATION;
import static io.docspace.auth.Portals.PASSWORD;
import static io.docspace.auth.Portals.TOKEN;
import static io.docspace.auth.Portals.USER;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import io.docspace.auth.token.IssuedToken;
import io.docspace.auth.token.Token;
import io.docspace.auth.token.TokenFormat;
import io.docspace.auth.token.TokenIdentity;
import io.docspace.auth.token.TokenMetadata;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The table of docs/token-file.md, run for each format: what is stored, by command, to exit code and logins. An agent is always a
 * process, and reads a file as the other commands do: with one format, or with all where everything is a process.
 */
class TokenFileMatrixIT {
    private static final int AGENT = 1;
    private static final List<String> COMMANDS = List.of("login", "agent", "check", "whoami", "logout");

    @RegisterExtension
    static final WireMockExtension portal = Portals.portal();

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource
    void each_cell_of_the_table_holds(TokenFormat format) throws Exception {
        Map<String, List<String>> table = table();
        Map<String, List<String>> seen = new LinkedHashMap<>();
        boolean isPlayed = RunningTest.ALL_AS_PROCESSES || format == TokenFormat.TOKEN;
        if (!isPlayed) {
            table.replaceAll((stored, row) -> without(AGENT, row));
        }
        for (String stored : table.keySet()) {
            List<String> row = new ArrayList<>();
            for (String command : isPlayed ? COMMANDS : without(AGENT, COMMANDS)) {
                row.add(run(format, stored, command));
            }
            seen.put(stored, row);
        }
        if (format == TokenFormat.JSON) {
            table.replaceAll((stored, row) -> stored.startsWith("a companion") ? table.get("the same") : row);
        }

        assertEquals(table, seen);
    }

    private static List<String> without(int column, List<String> row) {
        List<String> rest = new ArrayList<>(row);
        rest.remove(column);
        return rest;
    }

    /** The exit code of a command, and for those that sign in the number of logins, as the table says it. */
    private String run(TokenFormat format, String stored, String command) throws Exception {
        Path file = folder.resolve("token");
        for (String name : List.of("token", "token.meta", "token.refused")) {
            Files.deleteIfExists(folder.resolve(name));
        }
        store(format, stored, file);
        portal.resetAll();
        portal.resetToDefaultMappings();
        Program program = Program.with(command, "--base-url", portal.baseUrl(), "--token-file", file.toString()).once();
        boolean signsIn = command.equals("login") || command.equals("agent");
        if (signsIn) {
            program.and("-u", USER, "--token-format", format.label()).env("DOCSPACE_PASSWORD", PASSWORD);
        }
        int code = command.equals("agent") ? runAgent(program) : program.run().exitCode();
        int logins = portal.findAll(postRequestedFor(urlEqualTo(AUTHENTICATION))).size();
        assertTrue(signsIn || logins == 0);
        return code + (signsIn ? logins == 0 ? ", no login" : ", " + logins + " login" : "");
    }

    /** Until it has proved its token: the one that is stored, or its own. */
    private static int runAgent(Program program) throws Exception {
        Process agent = program.start();
        long hung = System.nanoTime() + TimeUnit.MINUTES.toNanos(2);
        while (portal.findAll(getRequestedFor(urlEqualTo(AUTHENTICATION)).withHeader("Authorization", equalTo(TOKEN)))
                .isEmpty()) {
            assertTrue(System.nanoTime() < hung && agent.isAlive(), "the agent proves a token");
            Thread.sleep(20);
        }
        agent.toHandle().destroy();
        assertTrue(agent.waitFor(2, TimeUnit.MINUTES));
        return agent.exitValue();
    }

    /** The portal accepts the stored token in each row: it is not the portal that keeps a run from it. */
    private static void store(TokenFormat format, String stored, Path file) throws IOException {
        URI here = URI.create(portal.baseUrl());
        Token token = new Token(TOKEN);
        TokenIdentity identity = switch (stored) {
            case "another user's" -> TokenIdentity.ofLogin(here, "bert@example.com");
            case "another portal's" -> TokenIdentity.ofLogin(URI.create("https://other.example.com"), USER);
            default -> TokenIdentity.ofLogin(here, USER);
        };
        IssuedToken issued = new IssuedToken(token, identity, Optional.empty());
        String content = switch (stored) {
            case "another program's file" -> "a shopping list";
            case "no metadata" ->
                format == TokenFormat.JSON ? "{\"token\":\"" + TOKEN + "\",\"baseUrl\":\"" + here + "\"}"
                        : format.fileContent(issued);
            default -> format.fileContent(issued);
        };
        if (stored.equals("no file")) {
            return;
        }
        Files.writeString(file, content);
        Optional<String> companion = switch (stored) {
            case "another program's file", "no metadata" -> Optional.empty();
            case "a companion that is garbage" -> Optional.of("garbage");
            case "a companion of another token" ->
                Optional.of(new TokenMetadata(identity, Optional.empty()).companionOf(new Token("another=")));
            default -> Optional.of(issued.metadata().companionOf(token)).filter(text -> format != TokenFormat.JSON);
        };
        if (companion.isPresent()) {
            Files.writeString(file.resolveSibling("token.meta"), companion.get());
        }
    }

    private static Map<String, List<String>> table() throws IOException {
        Map<String, List<String>> table = new LinkedHashMap<>();
        Files.readString(Path.of("docs/token-file.md")).lines()
                .dropWhile(line -> !line.startsWith("| stored |"))
                .skip(2)
                .takeWhile(line -> line.startsWith("|"))
                .map(line -> line.substring(2, line.length() - 2).split(" \\| "))
                .forEach(cells -> table.put(cells[0], List.of(cells).subList(1, cells.length)));
        assertEquals(8, table.size());
        return table;
    }
}
