package io.docspace.auth;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The runs of {@link Program} in this test, or in all tests of this class, are always processes of their own: for what only a
 * process can show, for each fault that was once found, and for one test of each exit code.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE})
public @interface AsProcess {
    /** Whether only the first row of a parameterized test is. */
    boolean firstRow() default false;
}
