package io.docspace.auth.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code docspace-auth hash-password}: prints what may be stored instead of a password. */
@Command(name = "hash-password",
        description = "Print the hash of a password, which signs in as it does.",
        footer = "  docspace-auth hash-password --password-file password >hash")
public final class HashPasswordCommand extends BaseCommand {
    @Mixin
    SettingOptions.Password password;

    @Override
    public Integer call() {
        settings.baseUrl();
        String plain = new AuthMethodResolver(settings).password();
        print(portal.open().passwordHashing().hash(plain) + "\n");
        return ExitCode.OK.code();
    }
}
