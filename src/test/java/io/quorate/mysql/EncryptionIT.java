package io.quorate.mysql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quorate.model.ProbeFailure.Kind;
import io.quorate.model.Secret;
import io.quorate.mysql.Settings.Tls;
import io.quorate.mysql.Settings.Tls.Use;
import io.quorate.sandbox.SandboxServer;
import io.quorate.sandbox.ServerDistribution;
import io.quorate.sandbox.ServerSpec;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Encrypted connections and the ways to log in, to a MySQL 8.0.31. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EncryptionIT {

    private static final String CIPHER =
            "SELECT variable_value FROM performance_schema.session_status WHERE variable_name = 'Ssl_cipher'";

    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    static Path folder;

    @SuppressWarnings("NullAway.Init") // set before the first test
    private ServerLab lab;

    @SuppressWarnings("NullAway.Init") // set before the first test
    private TestCertificates ours;

    @SuppressWarnings("NullAway.Init") // set before the first test
    private SandboxServer server;

    @BeforeAll
    void open() throws Exception {
        lab = new ServerLab();
        lab.require(ServerDistribution.MYSQL_8_0);
        ours = TestCertificates.create(folder.resolve("ours"), "ours")
                .sign("server", "IP:127.0.0.1")
                .sign("other", "DNS:db9.example.com")
                .sign("client", "DNS:quorate.example.com");
        server = start("server");
        server.execute(
                "CREATE USER secure@'%' IDENTIFIED WITH caching_sha2_password BY 'secure' REQUIRE SSL",
                "CREATE USER certified@'%' IDENTIFIED BY 'certified' REQUIRE X509",
                "CREATE USER sha2@'%' IDENTIFIED WITH caching_sha2_password BY 'sha2'",
                "CREATE USER native@'%' IDENTIFIED WITH mysql_native_password BY 'native'",
                "GRANT REPLICATION CLIENT, REPLICATION SLAVE, PROCESS ON *.* TO secure@'%', certified@'%', sha2@'%',"
                        + " native@'%'",
                "GRANT SELECT ON performance_schema.* TO secure@'%', certified@'%', sha2@'%', native@'%'");
    }

    private SandboxServer start(String certificate) {
        return lab.sandbox()
                .start(ServerSpec.of(ServerDistribution.MYSQL_8_0)
                        .with(
                                "ssl-ca=" + ours.path("ca.pem"),
                                "ssl-cert=" + ours.path(certificate + ".pem"),
                                "ssl-key=" + ours.path(certificate + "-key.pem")));
    }

    @AfterAll
    void close() {
        lab.close();
    }

    @Test
    void verifiesTheServerAgainstTheAuthority() throws ServerException {
        assertThat(cipher("quorate", tls(Use.ALWAYS))).contains("AES");
        assertThat(cipher("secure", tls(Use.ALWAYS))).contains("AES");
    }

    @Test
    void refusesAServerThatAnotherAuthorityVouchesFor() throws Exception {
        TestCertificates theirs = TestCertificates.create(folder.resolve("theirs"), "theirs");
        Tls tls = new Tls(Use.ALWAYS, Optional.of(theirs.path("ca.pem")), Optional.empty(), Optional.empty(), false);
        failsWith(Kind.TLS, () -> cipher("quorate", tls));
    }

    @Test
    void refusesAServerWhoseCertificateNamesAnother() throws ServerException {
        try (SandboxServer other = start("other");
                ServerGateway strict = ServerLab.probing(other.key(), ServerLab.withTls(tls(Use.ALWAYS)));
                ServerGateway careless = ServerLab.probing(other.key(), ServerLab.withTls(carelessTls(Use.ALWAYS)))) {
            failsWith(Kind.TLS, strict::probe);
            assertThat(careless.probe().key()).isEqualTo(other.key());
        }
    }

    @Test
    void encryptsOnlyWhereTheServerInsists() throws Exception {
        assertThat(cipher("quorate", tls(Use.IF_REQUIRED))).isEmpty();
        assertThat(cipher("secure", tls(Use.IF_REQUIRED))).contains("AES");
        failsWith(Kind.ACCESS_DENIED, () -> cipher("secure", tls(Use.NEVER)));
        try (Connection root = server.connect();
                Statement statement = root.createStatement()) {
            statement.execute("SET GLOBAL require_secure_transport = ON");
            try {
                assertThat(cipher("quorate", tls(Use.IF_REQUIRED))).contains("AES");
                failsWith(Kind.ACCESS_DENIED, () -> cipher("quorate", tls(Use.NEVER)));
            } finally {
                statement.execute("SET GLOBAL require_secure_transport = OFF");
            }
        }
    }

    @Test
    void showsItsCertificate() throws Exception {
        failsWith(Kind.ACCESS_DENIED, () -> cipher("certified", tls(Use.ALWAYS)));
        assertThat(cipher("certified", withKey(ours.path("client-key.pem")))).contains("AES");
        assertThat(cipher("certified", withKey(ours.asPkcs1("client")))).contains("AES");
        failsWith(Kind.TLS, () -> cipher("certified", withKey(ours.path("missing.pem"))));
    }

    @Test
    void logsInWithEitherPasswordPlugin() throws ServerException {
        assertThat(cipher("sha2", tls(Use.NEVER))).isEmpty();
        assertThat(cipher("native", tls(Use.NEVER))).isEmpty();
        assertThat(cipher("sha2", tls(Use.ALWAYS))).contains("AES");
    }

    @Test
    void aServerWithoutTlsIsNotSpokenToInTheClear() throws ServerException {
        try (SandboxServer plain = lab.sandbox()
                        .start(ServerSpec.of(ServerDistribution.MYSQL_8_0).with("tls-version="));
                ServerGateway strict = ServerLab.probing(plain.key(), ServerLab.withTls(tls(Use.ALWAYS)));
                ServerGateway mixed = ServerLab.probing(plain.key(), ServerLab.withTls(tls(Use.IF_REQUIRED)))) {
            failsWith(Kind.TLS, strict::probe);
            assertThatCode(mixed::probe).doesNotThrowAnyException();
        }
    }

    @Test
    void encryptsToMariaDb() throws ServerException {
        lab.require(ServerDistribution.MARIADB_11_4);
        ServerSpec spec = ServerSpec.of(ServerDistribution.MARIADB_11_4)
                .with(
                        "ssl=ON",
                        "ssl-ca=" + ours.path("ca.pem"),
                        "ssl-cert=" + ours.path("server.pem"),
                        "ssl-key=" + ours.path("server-key.pem"));
        try (SandboxServer mariaDb = lab.sandbox().start(spec);
                ServerGateway strict = ServerLab.probing(mariaDb.key(), ServerLab.withTls(tls(Use.ALWAYS)));
                ServerGateway mixed = ServerLab.probing(mariaDb.key(), ServerLab.withTls(tls(Use.IF_REQUIRED)))) {
            mariaDb.execute("ALTER USER quorate@'%' REQUIRE SSL");
            assertThat(strict.probe().version().isMariaDb()).isTrue();
            assertThat(mixed.probe().version().isMariaDb()).isTrue();
        }
    }

    private Tls tls(Use use) {
        return new Tls(use, Optional.of(ours.path("ca.pem")), Optional.empty(), Optional.empty(), false);
    }

    private static Tls carelessTls(Use use) {
        return new Tls(use, Optional.empty(), Optional.empty(), Optional.empty(), true);
    }

    private Tls withKey(Path key) {
        return new Tls(
                Use.ALWAYS,
                Optional.of(ours.path("ca.pem")),
                Optional.of(ours.path("client.pem")),
                Optional.of(key),
                false);
    }

    /** Of the probe's own connection; the account's password is its name. */
    private String cipher(String user, Tls tls) throws ServerException {
        Settings settings = Settings.withAccount(user, Secret.of(user))
                .with(ServerLab.settings().names())
                .with(Settings.Probing.DEFAULT.with(Map.of(Question.INSTANCE_ALIAS, CIPHER)))
                .with(tls);
        try (ServerGateway gateway = ServerLab.probing(server.key(), settings)) {
            return gateway.probe().alias();
        }
    }

    private static void failsWith(Kind kind, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        ServerException.class,
                        e -> assertThat(e.failure().kind()).as(e.getMessage()).isEqualTo(kind));
    }
}
