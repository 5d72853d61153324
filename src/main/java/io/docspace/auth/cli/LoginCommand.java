package io.docspace.auth.cli;

import picocli.CommandLine.Command;

/** {@code docspace-auth login}. */
@Command(name = "login", description = {"Sign in, prove the token, hand it over.",
    "There is one way in at a time: password, hash, API key or token at hand."},
        footer = "  docspace-auth login -u anna@example.com --password-file password -o json")
public final class LoginCommand extends AbstractLoginCommand {}
