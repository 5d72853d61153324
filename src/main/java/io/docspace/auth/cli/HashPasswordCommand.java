package io.docspace.auth.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code docspace-auth hash-password}: prints what may be stored instead of a password. */
@Command(name = "hash-password",
        description = "Print the portal's hash of a password, for DOCSPACE_PASSWORD_HASH. It signs in as the password does.")
public final class HashPasswordCommand extends BaseCommand {
    @Mixin
    SettingOptions.Password password;

    @Override
    public Integer call() {
        settings.baseUrl();
        String plain = new WayIn(settings).password();
        print(portal.open().passwordHashing().hash(plain) + "\n");
        return ExitCode.OK.code();
    }
}
