package io.docspace.auth.cli;

import picocli.CommandLine.Command;

/** {@code docspace-auth login}. */
@Command(name = "login", sortOptions = false, description = "Sign in to a DocSpace portal, prove the token, hand it over.")
public final class LoginCommand extends Login {}
