package io.docspace.auth.secret;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestInstanceFactoryContext;
import org.junit.jupiter.api.extension.TestInstancePreConstructCallback;

/** Each unit test is a run of its own: the secrets of the one before are none of its secrets. Found by JUnit as a service. */
public final class FreshSecrets implements TestInstancePreConstructCallback {
    @Override
    public void preConstructTestInstance(TestInstanceFactoryContext test, ExtensionContext context) {
        Redactor.startRun();
    }
}
