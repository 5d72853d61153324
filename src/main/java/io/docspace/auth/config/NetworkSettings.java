package io.docspace.auth.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The checked settings of the connection to the portal. Each method throws {@link SettingException} as those of {@link Settings}
 * do.
 */
public final class NetworkSettings {
    private final Sources sources;

    NetworkSettings(Sources sources) {
        this.sources = sources;
    }

    /** The time limit for connecting, including the TLS handshake. */
    public Duration connectTimeout() {
        return sources.duration(Setting.CONNECT_TIMEOUT);
    }

    /** The time limit of a request, from its start to the last byte of its answer. */
    public Duration requestTimeout() {
        return sources.duration(Setting.REQUEST_TIMEOUT);
    }

    /** Additional certificate authorities: the setting's file, or else the files and folders that OpenSSL's variables name. */
    public List<CaFile> caFiles() {
        return sources.find(Setting.CA_FILE)
                .map(given -> List.of(new CaFile(ValueParser.path(given), given.shown(), false)))
                .orElseGet(() -> Stream.concat(
                        sources.variable("SSL_CERT_FILE")
                                .map(file -> new CaFile(Path.of(file), "SSL_CERT_FILE " + file, false)).stream(),
                        sources.variable("SSL_CERT_DIR").stream().flatMap(list -> Arrays.stream(list.split(":")))
                                .filter(folder -> !folder.isEmpty())
                                .map(folder -> new CaFile(Path.of(folder), "SSL_CERT_DIR " + folder, true)))
                        .toList());
    }

    /** The file of headers that only the portal gets; empty if none is set. */
    public Optional<HeaderPath> headerFile() {
        return sources.find(Setting.HEADER_FILE)
                .map(given -> new HeaderPath(ValueParser.path(given), given.shown()));
    }

    /** @param setting its name and value, as the user spelled them */
    public record HeaderPath(Path path, String setting) {}

    /**
     * A file or folder of certificate authorities.
     *
     * @param setting its name and value, as the user spelled them
     * @param isFolder whether it is a folder, in which each file is read
     */
    public record CaFile(Path path, String setting, boolean isFolder) {}
}
