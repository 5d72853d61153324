package io.docspace.auth.cli;

import picocli.CommandLine.Command;

/** {@code docspace-auth login}. */
@Command(name = "login", description = "Sign in to a DocSpace portal, prove the token, hand it over.", footer = {
    "",
    "There is one way in at a time. A password is sent as it is, or with --hash-password as the hash that the portal's own"
            + " web client sends; a hash made before with hash-password serves instead of it. Where the portal wants a second"
            + " factor, the code comes from --code, is computed from the authenticator app's secret, or is asked for on a"
            + " terminal. An API key or a token at hand (DOCSPACE_AUTH_TOKEN) is proved and handed over without a login."})
public final class LoginCommand extends Login {}
