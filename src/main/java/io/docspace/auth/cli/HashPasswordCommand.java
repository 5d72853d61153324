package io.docspace.auth.cli;

import jakarta.enterprise.context.Dependent;

/** {@code docspace-auth hash-password}: prints the hash that can be stored instead of a password. */
@Dependent
public final class HashPasswordCommand extends BaseCommand {
    @Override
    public Integer call() {
        String plain = new AuthMethodResolver(settings, invocation).password();
        String hash = AuthMethodResolver.hashed(portal.open().passwordHashing(), plain);
        print(hash + "\n");
        return ExitCode.OK.code();
    }
}
