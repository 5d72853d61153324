package io.docspace.auth;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * What a Java virtual machine of version 25 knows beforehand of the packaged jar, so that a thousand of them start in a third of
 * the time. It is made once for all JVMs of the tests, by a login, and again for a newer jar.
 */
final class AotCache {
    private static final int FIRST_VERSION = 25;

    private static List<String> option;

    private AotCache() {}

    /** The option that has the cache used; none before Java 25. */
    static synchronized List<String> option(List<String> java, Path jar) {
        if (option == null) {
            option = Runtime.version().feature() < FIRST_VERSION ? List.of() : made(java, jar);
        }
        return option;
    }

    private static List<String> made(List<String> java, Path jar) {
        Path cache = jar.resolveSibling("tests.aot");
        try (FileChannel turn = FileChannel.open(jar.resolveSibling("tests.lock"), StandardOpenOption.CREATE,
                StandardOpenOption.WRITE); FileLock held = turn.lock()) {
            if (held.isValid() && isOutdated(cache, jar)) {
                make(cache, java, jar);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return List.of("-XX:AOTCache=" + cache);
    }

    private static boolean isOutdated(Path cache, Path jar) throws IOException {
        return Files.notExists(cache) || Files.getLastModifiedTime(cache).compareTo(Files.getLastModifiedTime(jar)) < 0;
    }

    private static void make(Path cache, List<String> java, Path jar) throws IOException {
        try (RawPortal portal = RawPortal.good()) {
            List<String> words = new ArrayList<>(java);
            words.addAll(
                    List.of("-XX:AOTCacheOutput=" + cache, "-jar", jar.toString(), "--base-url", portal.url(), "-u", "anna"));
            ProcessBuilder training = new ProcessBuilder(words).redirectErrorStream(true)
                    .redirectOutput(jar.resolveSibling("tests.log").toFile());
            training.environment().put("DOCSPACE_PASSWORD", "secret");
            if (!training.start().waitFor(5, TimeUnit.MINUTES) || Files.notExists(cache)) {
                throw new IOException("no AOT cache: see tests.log beside " + jar);
            }
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
