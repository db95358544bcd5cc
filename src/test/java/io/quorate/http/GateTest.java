package io.quorate.http;

import static org.assertj.core.api.Assertions.assertThat;

import akka.http.javadsl.model.HttpRequest;
import akka.http.javadsl.model.headers.RawHeader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GateTest {

    private static final HttpRequest PLAIN = HttpRequest.GET("/api/clusters");

    @TempDir
    Path etc;

    @BeforeEach
    void writeGroups() throws IOException {
        Files.writeString(etc.resolve("passwd"), "root:x:0:0::/:\nann:x:1000:50::/:\nbob:x:1001:60::/:\n");
        Files.writeString(etc.resolve("group"), "dba:x:50:\nops:x:70:carl,bob\n");
    }

    private Gate gate(Authentication.Method method, boolean readOnly, List<String> users, List<String> groups) {
        Authentication authentication =
                new Authentication(method, readOnly, "dba", "se:cret", "x-forwarded-user", users, groups);
        return new Gate(authentication, new UnixGroups(etc));
    }

    private Gate gate(Authentication.Method method) {
        return gate(method, false, List.of(), List.of());
    }

    private static HttpRequest as(String user, String password) {
        String pair = Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
        return PLAIN.addHeader(RawHeader.create("Authorization", "Basic " + pair));
    }

    private static HttpRequest forwarded(String user) {
        return PLAIN.addHeader(RawHeader.create("X-Forwarded-User", user));
    }

    @Test
    void letsEverybodyWriteWithoutAuthentication() {
        assertThat(gate(Authentication.Method.NONE).caller(PLAIN)).contains(new Caller("", true));
    }

    @Test
    void asksForThePasswordEvenToReadWithBasic() {
        Gate gate = gate(Authentication.Method.BASIC);
        assertThat(gate.caller(PLAIN)).isEmpty();
        assertThat(gate.caller(as("dba", "wrong"))).isEmpty();
        assertThat(gate.caller(as("readonly", "x"))).isEmpty();
        assertThat(gate.caller(PLAIN.addHeader(RawHeader.create("Authorization", "Basic ???"))))
                .isEmpty();
        assertThat(gate.caller(as("dba", "se:cret"))).contains(new Caller("dba", true));
    }

    @Test
    void knowsAReaderWithAnyPasswordWithMulti() {
        Gate gate = gate(Authentication.Method.MULTI);
        assertThat(gate.caller(as("readonly", "anything"))).contains(new Caller("readonly", false));
        assertThat(gate.caller(as("dba", "se:cret"))).contains(new Caller("dba", true));
        assertThat(gate.caller(as("dba", "anything"))).isEmpty();
    }

    @Test
    void believesTheProxyAboutTheUserWhateverTheHeadersSpelling() {
        Gate gate = gate(Authentication.Method.PROXY, false, List.of("ann"), List.of("ops", "dba"));
        assertThat(gate.caller(forwarded("ann"))).contains(new Caller("ann", true));
        assertThat(gate.caller(forwarded("bob"))).contains(new Caller("bob", true));
        assertThat(gate.caller(forwarded("dora"))).contains(new Caller("dora", false));
        assertThat(gate.caller(PLAIN)).contains(new Caller("", false));
    }

    @Test
    void knowsAUsersOwnGroup() {
        Gate gate = gate(Authentication.Method.PROXY, false, List.of(), List.of("dba"));
        assertThat(gate.caller(forwarded("ann"))).contains(new Caller("ann", true));
        assertThat(gate.caller(forwarded("bob"))).contains(new Caller("bob", false));
    }

    @Test
    void letsEverybodyWriteBehindAProxyWithAStar() {
        Gate gate = gate(Authentication.Method.PROXY, false, List.of("*"), List.of());
        assertThat(gate.caller(PLAIN)).contains(new Caller("", true));
    }

    @Test
    void letsNobodyWriteWhenReadOnly() {
        for (Authentication.Method method : List.of(Authentication.Method.NONE, Authentication.Method.BASIC)) {
            Optional<Caller> caller = gate(method, true, List.of(), List.of()).caller(as("dba", "se:cret"));
            assertThat(caller).contains(new Caller("", false));
        }
    }

    @Test
    void answersUnauthorizedInTheTwoOldWays() {
        Authentication basic =
                new Authentication(Authentication.Method.BASIC, true, "dba", "secret", "", List.of(), List.of());
        Settings plain = Settings.onLoopback(0);
        Settings settings = new Settings(
                plain.listenHost(),
                0,
                "/orc",
                plain.statusEndpoint(),
                basic,
                plain.thresholds(),
                plain.defaultPort(),
                plain.forgetFor(),
                plain.filters());
        try (TestNode node = new TestNode(settings)) {
            TestNode.Seen stranger = node.get("/orc/api/clusters");
            assertThat(stranger.status()).isEqualTo(401);
            assertThat(stranger.contentType()).isEqualTo("text/plain; charset=UTF-8");
            HttpRequest request = as("dba", "secret");
            assertThat(node.send(request.withUri("/orc/api/clusters")).status()).isEqualTo(200);
            assertThat(node.send(request.withUri("/api/clusters")).status()).isEqualTo(404);
            TestNode.Seen refused = node.send(request.withUri("/orc/api/disable-global-recoveries"));
            assertThat(refused.status()).isEqualTo(500);
            assertThat(refused.body()).isEqualTo("{\"Code\":\"ERROR\",\"Message\":\"Unauthorized\",\"Details\":null}");
        }
    }
}
