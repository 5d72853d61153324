package io.docspace.auth;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.docspace.auth.Program.Run;
import io.docspace.auth.time.Sleeper;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

/**
 * The packaged program, run within this JVM through its {@code main}: a tenth of the time of a process. Its classes, and those
 * that Quarkus generated for it, are loaded anew for each run, so no static outlives a run. The libraries are loaded once, as
 * in Quarkus' dev mode, and apart from those of the tests. One run at a time, since streams and environment belong to the JVM. Its
 * waits between tries take no time: its clock goes forward by them instead.
 */
final class InProcess {
    private static final int NO_CODE = Integer.MIN_VALUE;

    /** For the other side to come to the end of what it does: a closed connection is seen to be closed. */
    private static final Duration SETTLE = Duration.ofMillis(50);

    /** Packages whose classes belong to one run: the program and what starts it. */
    private static final List<String> OF_A_RUN = List.of("io.docspace.auth.", "io.quarkus.runner.", "io.quarkus.arc.setup.",
            "io.quarkus.runtime.generated.");

    /** The log manager keeps the streams that it saw first. */
    private static final Switch OUT = new Switch();
    private static final Switch ERR = new Switch();

    private static final LongSupplier CLOCK = RunningTime.start();

    private static ClassLoader libraries;

    private InProcess() {}

    /** Whether this JVM can run the program: it is a fast-jar, and file names have the encoding that a process would have. */
    static boolean isPossible(Path jar) {
        return Files.exists(jar.resolveSibling("quarkus/generated-bytecode.jar"))
                && "UTF-8".equals(System.getProperty("sun.jnu.encoding"));
    }

    /** @param seconds after which the run counts as hung */
    static synchronized Run run(Path jar, List<String> arguments, Map<String, String> environment, byte[] input, int seconds) {
        PrintStream out = System.out;
        PrintStream err = System.err;
        InputStream in = System.in;
        Properties properties = (Properties) System.getProperties().clone();
        Map<String, String> variables = Map.copyOf(System.getenv());
        ByteArrayOutputStream printed = OUT.switchOver();
        ByteArrayOutputStream told = ERR.switchOver();
        try {
            setEnvironment(environment);
            System.setIn(new ByteArrayInputStream(input));
            System.setOut(OUT.stream);
            System.setErr(ERR.stream);
            int code = call(jar, arguments, seconds);
            return new Run(code, printed.toString(UTF_8), told.toString(UTF_8));
        } finally {
            System.setOut(out);
            System.setErr(err);
            System.setIn(in);
            System.setProperties(properties);
            setEnvironment(variables);
        }
    }

    private static int call(Path jar, List<String> arguments, int seconds) {
        ClassLoader shared = libraries(jar.getParent());
        AtomicInteger code = new AtomicInteger(NO_CODE);
        AtomicReference<Throwable> failure = new AtomicReference<>();
        Thread main = new Thread(() -> {
            try (ProgramLoader program = new ProgramLoader(jar.getParent(), shared)) {
                Thread.currentThread().setContextClassLoader(program);
                start(program, arguments, exitCode -> code.compareAndSet(NO_CODE, exitCode));
            } catch (InvocationTargetException e) {
                failure.set(e.getCause());
            } catch (IOException | ReflectiveOperationException | RuntimeException e) {
                failure.set(e);
            }
        }, "main of the program");
        main.setDaemon(true);
        main.start();
        try {
            main.join(seconds * 1000L);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
        if (main.isAlive()) {
            AssertionError hung = new AssertionError("hung: " + arguments);
            hung.setStackTrace(main.getStackTrace());
            main.interrupt();
            throw hung;
        }
        if (failure.get() != null || code.get() == NO_CODE) {
            throw new AssertionError("main ended without an exit code: " + arguments, failure.get());
        }
        return code.get();
    }

    /** By a run that ends with a call of the test's, since a process would halt. */
    private static void start(ClassLoader program, List<String> arguments, IntConsumer end)
            throws ReflectiveOperationException {
        Class<?> main = program.loadClass("io.docspace.auth.cli.DocspaceAuth");
        Class<?> invocation = program.loadClass("io.docspace.auth.cli.Invocation");
        AtomicLong waited = new AtomicLong();
        LongSupplier clock = () -> CLOCK.getAsLong() + waited.get();
        Consumer<Duration> sleeper = time -> {
            waited.addAndGet(time.toNanos());
            Sleeper.REAL.sleep(SETTLE);
        };
        Object time = program.loadClass("io.docspace.auth.time.RunClock").getConstructor(LongSupplier.class, Consumer.class)
                .newInstance(clock, sleeper);
        Method within = Arrays.stream(invocation.getMethods()).filter(method -> method.getName().equals("within")).findFirst()
                .orElseThrow();
        main.getMethod("run", invocation).invoke(null,
                within.invoke(null, time, arguments, System.getenv(), System.in, System.out, System.err, end));
    }

    /** What {@link System#getenv} gives, in place: the map behind it belongs to the JDK. */
    @SuppressWarnings("unchecked")
    private static void setEnvironment(Map<String, String> environment) {
        try {
            Field behind = System.getenv().getClass().getDeclaredField("m");
            behind.setAccessible(true);
            Map<String, String> variables = (Map<String, String>) behind.get(System.getenv());
            variables.clear();
            variables.putAll(environment);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("the tests want --add-opens java.base/java.util=ALL-UNNAMED", e);
        }
    }

    private static List<URL> jars(Path application, String... folders) {
        List<URL> urls = new ArrayList<>();
        for (String folder : folders) {
            try (Stream<Path> files = Files.list(application.resolve(folder))) {
                files.filter(file -> file.toString().endsWith(".jar")).sorted().forEach(file -> urls.add(url(file)));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return urls;
    }

    private static URL url(Path file) {
        try {
            return file.toUri().toURL();
        } catch (MalformedURLException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** The libraries, with a log manager of their own: without that file they would take the one of the tests. */
    private static ClassLoader libraries(Path application) {
        if (libraries == null) {
            List<URL> urls = new ArrayList<>(jars(application, "quarkus", "lib/boot", "lib/main"));
            urls.add(url(Path.of("src/test/resources/in-process").toAbsolutePath()));
            libraries = new URLClassLoader("libraries", urls.toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
        }
        return libraries;
    }

    /** Loads the classes of a run itself, and leaves the others to the loader of the libraries. */
    private static final class ProgramLoader extends URLClassLoader {
        ProgramLoader(Path application, ClassLoader libraries) {
            super("program", jars(application, "quarkus", "app").toArray(URL[]::new), libraries);
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (OF_A_RUN.stream().noneMatch(name::startsWith)) {
                return super.loadClass(name, resolve);
            }
            synchronized (getClassLoadingLock(name)) {
                Class<?> loaded = findLoadedClass(name);
                return loaded == null ? findClass(name) : loaded;
            }
        }

        @Override
        public URL getResource(String name) {
            URL own = findResource(name);
            return own == null ? super.getResource(name) : own;
        }
    }

    /** Nanoseconds in which this JVM ran: a machine that stands still for a while does not bring a deadline nearer. */
    private static final class RunningTime implements LongSupplier {
        /** In nanoseconds; the clock is read more often than that. */
        private static final long LONGEST = Duration.ofMillis(200).toNanos();

        private long last = System.nanoTime();
        private long ran;

        static RunningTime start() {
            RunningTime time = new RunningTime();
            Thread reader = new Thread(() -> {
                while (true) {
                    time.getAsLong();
                    Sleeper.REAL.sleep(SETTLE);
                }
            }, "clock of in-process runs");
            reader.setDaemon(true);
            reader.start();
            return time;
        }

        @Override
        public synchronized long getAsLong() {
            long now = System.nanoTime();
            ran += Math.min(now - last, LONGEST);
            last = now;
            return ran;
        }
    }

    /** One stream for all runs; what is written to it goes to the buffer of the run that is under way. */
    private static final class Switch extends OutputStream {
        final PrintStream stream = new PrintStream(this, true, UTF_8);
        private volatile ByteArrayOutputStream buffer = new ByteArrayOutputStream();

        ByteArrayOutputStream switchOver() {
            buffer = new ByteArrayOutputStream();
            return buffer;
        }

        @Override
        public void write(int one) {
            buffer.write(one);
        }

        @Override
        public void write(byte[] bytes, int from, int length) {
            buffer.write(bytes, from, length);
        }
    }
}
