package io.quorate.mysql;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/** An authority with certificates that it signed, made by {@code openssl} in a folder. */
record TestCertificates(Path folder, String authority) {

    /** A new authority of this name. */
    static TestCertificates create(Path folder, String authority) throws IOException, InterruptedException {
        Files.createDirectories(folder);
        TestCertificates made = new TestCertificates(folder, authority);
        made.openssl(List.of(
                "req",
                "-x509",
                "-newkey",
                "rsa:2048",
                "-nodes",
                "-days",
                "2",
                "-subj",
                "/CN=" + authority,
                "-keyout",
                made.file("ca-key.pem"),
                "-out",
                made.file("ca.pem")));
        return made;
    }

    /** Certificate and key ({@code name.pem}, {@code name-key.pem}, PKCS#8) for a name such as {@code IP:127.0.0.1}. */
    TestCertificates sign(String name, String alternativeName) throws IOException, InterruptedException {
        Path extensions = Files.writeString(folder.resolve(name + ".ext"), "subjectAltName=" + alternativeName + "\n");
        openssl(List.of(
                "req",
                "-newkey",
                "rsa:2048",
                "-nodes",
                "-subj",
                "/CN=" + name,
                "-keyout",
                file(name + "-key.pem"),
                "-out",
                file(name + ".csr")));
        openssl(List.of(
                "x509",
                "-req",
                "-days",
                "2",
                "-in",
                file(name + ".csr"),
                "-CA",
                file("ca.pem"),
                "-CAkey",
                file("ca-key.pem"),
                "-CAcreateserial",
                "-extfile",
                extensions.toString(),
                "-out",
                file(name + ".pem")));
        return this;
    }

    /** The key once more in the older form, {@code name-key1.pem}. */
    Path asPkcs1(String name) throws IOException, InterruptedException {
        openssl(List.of("rsa", "-traditional", "-in", file(name + "-key.pem"), "-out", file(name + "-key1.pem")));
        return folder.resolve(name + "-key1.pem");
    }

    Path path(String file) {
        return folder.resolve(file);
    }

    private String file(String name) {
        return folder.resolve(name).toString();
    }

    private void openssl(List<String> arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("openssl"));
        command.addAll(arguments);
        Path log = folder.resolve("openssl.log");
        Process process;
        try {
            process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
        } catch (IOException e) {
            Assumptions.abort("openssl, which makes the certificates, is not installed");
            return;
        }
        if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
            throw new IOException("openssl " + arguments + ": " + Files.readString(log));
        }
    }
}
