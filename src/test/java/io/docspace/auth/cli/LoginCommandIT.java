package io.docspace.auth.cli;

import io.quarkus.test.junit.main.QuarkusMainIntegrationTest;

/** The same against the packaged program, jar or native binary. */
@QuarkusMainIntegrationTest
class LoginCommandIT extends LoginCommandTest {}
