package io.docspace.auth.portal.http;

import io.docspace.auth.config.SettingException;
import io.docspace.auth.file.RegularFile;
import io.docspace.auth.secret.Redactor;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * Headers for an access proxy in front of the portal, such as a service token, in lines of {@code Name: value}. They are sent
 * with each request to the portal, and their values are secret. The file is read again for each request, since secret stores
 * renew files.
 */
final class HeaderFile {
    private static final Logger LOG = Logger.getLogger(HeaderFile.class);

    /** In bytes; servers accept less. */
    private static final int MAX_SIZE = 64 * 1024;

    /** In characters. A shorter value is a switch rather than a secret, and registering it would prevent any quoting. */
    private static final int SHORTEST_SECRET = 4;

    /** An RFC 9110 token. */
    private static final String NAME = "[!#$%&'*+.^_`|~0-9A-Za-z-]+";

    /**
     * Headers that the program itself sets, in lower case: the user's identity, the portal (a standalone server goes by
     * Origin), and the framing of a message.
     */
    private static final String RESERVED = "authorization|cookie|host|origin|content-.*|connection|proxy-.*|te|trailer"
            + "|transfer-encoding|upgrade|keep-alive|expect|http2-settings|x-signature|accept|accept-encoding";

    private final Path file;
    private final String setting;
    private Map<String, String> headers;

    /**
     * @param setting its name and value, as the user spelled them
     * @throws SettingException if the file cannot be read, or has a line that is not an allowed header
     */
    HeaderFile(Path file, String setting) {
        this.file = file;
        this.setting = setting;
        this.headers = read();
    }

    /** Passes each header to a request. If the file can no longer be read, its last headers are used. */
    synchronized void forEach(BiConsumer<String, String> header) {
        try {
            headers = read();
        } catch (SettingException e) {
            LOG.warnf("%s; using the headers that were read before", e.getMessage());
        }
        headers.forEach(header);
    }

    private Map<String, String> read() {
        try {
            byte[] content = RegularFile.read(file, MAX_SIZE + 1);
            if (content.length > MAX_SIZE) {
                throw new SettingException(setting + " is larger than 64 KiB");
            }
            return parse(new String(content, StandardCharsets.UTF_8));
        } catch (NoSuchFileException e) {
            throw new SettingException(setting + " cannot be read: no such file");
        } catch (IOException e) {
            throw new SettingException(setting + " cannot be read; check that it is a file that this user can read");
        }
    }

    private Map<String, String> parse(String text) {
        Map<String, String> found = new LinkedHashMap<>();
        String[] lines = text.replaceFirst("^\uFEFF", "").split("\\r?\\n", -1);
        for (int number = 1; number <= lines.length; number++) {
            String line = lines[number - 1];
            if (!line.isBlank() && !line.startsWith("#")) {
                add(found, line, setting + ", line " + number + ": ");
            }
        }
        return found;
    }

    private static void add(Map<String, String> found, String line, String place) {
        int colon = line.indexOf(':');
        String name = colon < 0 ? "" : line.substring(0, colon);
        // A line without a name may be a secret value, so it is not quoted.
        if (!name.matches(NAME)) {
            throw new SettingException(place + "this is not a header; write it as Name: value");
        }
        if (name.toLowerCase(Locale.ROOT).matches(RESERVED)) {
            throw new SettingException(place + "the header " + name + " is set by the program itself; remove the line");
        }
        String value = line.substring(colon + 1).strip();
        if (!value.matches("[\\x20-\\x7E\\t]+")) {
            throw new SettingException(place + "the header " + name + " has "
                    + (value.isEmpty() ? "no value" : "a value with characters other than printable ASCII"));
        }
        if (found.keySet().stream().anyMatch(name::equalsIgnoreCase)) {
            throw new SettingException(place + "the header " + name + " is there twice; give it once");
        }
        Stream.concat(Stream.of(value), Stream.of(value.split("\\s+")))
                .filter(secret -> secret.length() >= SHORTEST_SECRET)
                .forEach(Redactor.current()::register);
        found.put(name, value);
    }
}
