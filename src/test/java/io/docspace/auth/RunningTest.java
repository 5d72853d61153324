package io.docspace.auth;

import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestPlan;

/** The test that is being run, as the stack tells. */
public final class RunningTest implements TestExecutionListener {
    static final boolean ALL_AS_PROCESSES = "process".equals(System.getProperty("program.as"));
    private static final Set<AnnotatedElement> STARTED = ConcurrentHashMap.newKeySet();

    /** What is run once more, since it failed, is run as it was. */
    @Override
    public void testPlanExecutionStarted(TestPlan plan) {
        STARTED.clear();
    }

    /** Whether its runs of the program are to be processes. */
    static boolean wantsProcess() {
        if (ALL_AS_PROCESSES) {
            return true;
        }
        Optional<Method> test = StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE)
                .walk(frames -> frames.map(RunningTest::method).flatMap(Optional::stream).findFirst());
        return test.isPresent() && (isMarked(test.get()) || isFirstRow(test.get()));
    }

    private static boolean isMarked(Method test) {
        AsProcess mark = test.getAnnotation(AsProcess.class);
        boolean all = mark == null ? test.getDeclaringClass().isAnnotationPresent(AsProcess.class) : !mark.firstRow();
        return all || (mark != null && STARTED.add(test));
    }

    /** The first row of a class: what else differs between two rows, differs within the program. */
    private static boolean isFirstRow(Method test) {
        return test.isAnnotationPresent(ParameterizedTest.class) && STARTED.add(test.getDeclaringClass());
    }

    private static Optional<Method> method(StackWalker.StackFrame frame) {
        try {
            Method method = frame.getDeclaringClass().getDeclaredMethod(frame.getMethodName(),
                    frame.getMethodType().parameterArray());
            return Optional.of(method).filter(
                    m -> m.isAnnotationPresent(Test.class) || m.isAnnotationPresent(ParameterizedTest.class));
        } catch (NoSuchMethodException e) {
            return Optional.empty();
        }
    }
}
