package io.quorate.raft.actor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nodes that speak TLS to each other, with certificates made here and now. */
class TlsTest {

    @TempDir
    Path folder;

    @Test
    void nodesWithCertificatesOfOneAuthorityAgree() throws Exception {
        authority("ca");
        RaftNodeSettings.Tls files = certificate("ca", "node", "IP:127.0.0.1");
        try (Nodes nodes = new Nodes(folder, 3)) {
            nodes.addresses().forEach(address -> nodes.start(address, s -> s.withTls(files)));
            assertThat(Nodes.propose(nodes.leader(), "one")).isEqualTo("1");
            Nodes.until(
                    "all have it",
                    () -> nodes.all().stream().allMatch(n -> n.state().size() == 1));
        }
    }

    @Test
    void aNodeOfAnotherAuthorityOrWithAnotherNameIsNotHeard() throws Exception {
        authority("ca");
        authority("other");
        RaftNodeSettings.Tls good = certificate("ca", "node", "IP:127.0.0.1");
        RaftNodeSettings.Tls foreign = certificate("other", "foreign", "IP:127.0.0.1");
        RaftNodeSettings.Tls misnamed = certificate("ca", "misnamed", "DNS:elsewhere.example");
        try (Nodes nodes = new Nodes(folder, 3)) {
            nodes.start(nodes.addresses().get(0), s -> s.withTls(good));
            nodes.start(nodes.addresses().get(1), s -> s.withTls(foreign));
            RaftNode<List<String>> third = nodes.start(nodes.addresses().get(2), s -> s.withTls(misnamed));
            for (RaftNode<List<String>> node : nodes.all()) {
                Nodes.get(node.ready());
            }
            assertThatThrownBy(() -> Nodes.propose(nodes.node(0), "one")).isInstanceOf(NotProposed.class);
            assertThat(third.tenure().leader()).isEmpty();
        }
    }

    private void authority(String name) throws Exception {
        openssl(
                "req",
                "-x509",
                "-newkey",
                "ec",
                "-pkeyopt",
                "ec_paramgen_curve:P-256",
                "-nodes",
                "-days",
                "2",
                "-subj",
                "/CN=" + name,
                "-keyout",
                name + ".key",
                "-out",
                name + ".crt");
    }

    private RaftNodeSettings.Tls certificate(String authority, String name, String alternative) throws Exception {
        openssl(
                "req",
                "-newkey",
                "ec",
                "-pkeyopt",
                "ec_paramgen_curve:P-256",
                "-nodes",
                "-subj",
                "/CN=" + name,
                "-keyout",
                name + ".key",
                "-out",
                name + ".csr");
        Files.writeString(folder.resolve(name + ".ext"), "subjectAltName=" + alternative + "\n");
        openssl(
                "x509",
                "-req",
                "-in",
                name + ".csr",
                "-CA",
                authority + ".crt",
                "-CAkey",
                authority + ".key",
                "-CAcreateserial",
                "-days",
                "2",
                "-extfile",
                name + ".ext",
                "-out",
                name + ".crt");
        return new RaftNodeSettings.Tls(
                folder.resolve(name + ".crt"), folder.resolve(name + ".key"), folder.resolve(authority + ".crt"));
    }

    private void openssl(String... arguments) throws IOException, InterruptedException {
        List<String> command = new java.util.ArrayList<>(List.of("openssl"));
        command.addAll(List.of(arguments));
        Process process;
        try {
            process = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("openssl.log").toFile())
                    .start();
        } catch (IOException e) {
            Assumptions.abort("openssl is not installed: " + e.getMessage());
            return;
        }
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue())
                .as(Files.readString(folder.resolve("openssl.log")))
                .isZero();
    }
}
