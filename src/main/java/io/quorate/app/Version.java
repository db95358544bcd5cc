package io.quorate.app;

import java.util.Objects;
import picocli.CommandLine;

/** What {@code --version} prints, read from the jar's manifest. */
final class Version implements CommandLine.IVersionProvider {

    /** The version; {@code dev} when the classes do not come from a jar. */
    static String text() {
        return Objects.requireNonNullElse(Version.class.getPackage().getImplementationVersion(), "dev");
    }

    @Override
    public String[] getVersion() {
        return new String[] {
            "quorate " + text() + " (Java " + Runtime.version().feature() + ")",
        };
    }
}
