package io.quorate.raft.sim;

import io.quorate.raft.core.RaftCore;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongFunction;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** Compiles a core with a bug and runs the simulation on it, without a trace of that in the real one. */
final class MutatedCore {

    private static final Path SOURCES = Path.of("src", "main", "java", "io", "quorate", "raft", "core");

    private MutatedCore() {}

    /** Whether the text is there to be replaced: once, so that it is clear what the bug is. */
    static boolean canBeMade(Mutant.Core mutant) {
        String source = read(mutant);
        int first = source.indexOf(mutant.text());
        return first >= 0 && source.indexOf(mutant.text(), first + 1) < 0;
    }

    /** Takes a seed, gives the broken promise or an empty text. */
    static LongFunction<String> trial(Mutant.Core mutant) {
        Map<String, byte[]> classes = compile(mutant, read(mutant).replace(mutant.text(), mutant.replacement()));
        Loader loader = new Loader(classes);
        try {
            Object trial = loader.loadClass(MutantTrial.class.getName())
                    .getDeclaredConstructor()
                    .newInstance();
            @SuppressWarnings("unchecked") // The class says so; it is another class of the same name.
            LongFunction<String> typed = (LongFunction<String>) trial;
            return typed;
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("the trial of \"" + mutant.bug() + "\" does not start", e);
        }
    }

    private static String read(Mutant.Core mutant) {
        try {
            return Files.readString(SOURCES.resolve(mutant.file() + ".java"));
        } catch (IOException e) {
            throw new UncheckedIOException("no source of " + mutant.file() + " to put a bug into", e);
        }
    }

    private static Map<String, byte[]> compile(Mutant.Core mutant, String source) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter messages = new StringWriter();
        Memory memory = new Memory(compiler.getStandardFileManager(null, null, null));
        JavaFileObject file =
                new SimpleJavaFileObject(
                        URI.create("memory:///io/quorate/raft/core/" + mutant.file() + ".java"),
                        JavaFileObject.Kind.SOURCE) {
                    @Override
                    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                        return source;
                    }
                };
        List<String> options = List.of("-proc:none", "-nowarn", "--release", "17", "-classpath", classPath());
        boolean compiles = compiler.getTask(messages, memory, null, options, null, List.of(file))
                .call();
        if (!compiles) {
            throw new IllegalStateException("the core with \"" + mutant.bug() + "\" does not compile:\n" + messages);
        }
        return memory.classes;
    }

    /** Where the real core is, asked of itself: who starts tests may hide the class path from the property. */
    private static String classPath() {
        try {
            Path core = Path.of(RaftCore.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            return core + File.pathSeparator + System.getProperty("java.class.path");
        } catch (URISyntaxException e) {
            throw new IllegalStateException("the core's class path is no path", e);
        }
    }

    private static final class Memory extends ForwardingJavaFileManager<StandardJavaFileManager> {
        private final Map<String, byte[]> classes = new HashMap<>();

        Memory(StandardJavaFileManager files) {
            super(files);
        }

        @Override
        public JavaFileObject getJavaFileForOutput(
                JavaFileManager.Location location,
                String className,
                JavaFileObject.Kind kind,
                javax.tools.FileObject sibling) {
            return new SimpleJavaFileObject(URI.create("memory:///" + className.replace('.', '/')), kind) {
                @Override
                public OutputStream openOutputStream() {
                    return new ByteArrayOutputStream() {
                        @Override
                        public void close() {
                            classes.put(className, toByteArray());
                        }
                    };
                }
            };
        }
    }

    /** Defines core and simulation anew, the core with its bug; everything else is shared. */
    private static final class Loader extends ClassLoader {
        private final Map<String, byte[]> mutated;

        Loader(Map<String, byte[]> mutated) {
            super(MutatedCore.class.getClassLoader());
            this.mutated = mutated;
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (!name.startsWith("io.quorate.raft.")) {
                return super.loadClass(name, resolve);
            }
            synchronized (getClassLoadingLock(name)) {
                Class<?> loaded = findLoadedClass(name);
                if (loaded == null) {
                    byte[] content = mutated.containsKey(name) ? mutated.get(name) : original(name);
                    loaded = defineClass(name, content, 0, content.length);
                }
                return loaded;
            }
        }

        private byte[] original(String name) throws ClassNotFoundException {
            try (InputStream file = getParent().getResourceAsStream(name.replace('.', '/') + ".class")) {
                if (file == null) {
                    throw new ClassNotFoundException(name);
                }
                return file.readAllBytes();
            } catch (IOException e) {
                throw new ClassNotFoundException(name, e);
            }
        }
    }
}
