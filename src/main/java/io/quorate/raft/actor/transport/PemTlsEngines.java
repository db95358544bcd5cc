package io.quorate.raft.actor.transport;

import akka.actor.ActorSystem;
import akka.remote.artery.tcp.SSLEngineProvider;
import com.typesafe.config.Config;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSession;
import javax.net.ssl.TrustManagerFactory;
import scala.Option;

/**
 * TLS 1.3 for connections between nodes: both sides show a certificate of the same authority, and the one that is dialled
 * one for the host name that was dialled. PEM files; when one changes, new connections use what it says then. Made by
 * Akka.
 */
public final class PemTlsEngines implements SSLEngineProvider {

    private static final String[] PROTOCOLS = {"TLSv1.3"};
    private static final List<String> KEY_KINDS = List.of("EC", "RSA", "Ed25519");

    private record Loaded(SSLContext context, List<FileTime> times) {}

    private final Path certificate;
    private final Path privateKey;
    private final Path authority;

    /** Guarded by this. */
    private Optional<Loaded> loaded = Optional.empty();

    /** Called by Akka. */
    public PemTlsEngines(ActorSystem system) {
        this(system.settings().config().getConfig("quorate.raft-tls"));
    }

    PemTlsEngines(Config files) {
        certificate = Path.of(files.getString("certificate"));
        privateKey = Path.of(files.getString("private-key"));
        authority = Path.of(files.getString("authority"));
        // Fail at the start, not at the first connection.
        SSLContext unused = context();
    }

    @Override
    public SSLEngine createServerSSLEngine(String hostname, int port) {
        SSLEngine engine = context().createSSLEngine(hostname, port);
        engine.setUseClientMode(false);
        engine.setEnabledProtocols(PROTOCOLS);
        engine.setNeedClientAuth(true);
        return engine;
    }

    @Override
    public SSLEngine createClientSSLEngine(String hostname, int port) {
        SSLEngine engine = context().createSSLEngine(hostname, port);
        engine.setUseClientMode(true);
        engine.setEnabledProtocols(PROTOCOLS);
        SSLParameters parameters = engine.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        engine.setSSLParameters(parameters);
        return engine;
    }

    @Override
    public Option<Throwable> verifyClientSession(String hostname, SSLSession session) {
        return Option.empty();
    }

    @Override
    public Option<Throwable> verifyServerSession(String hostname, SSLSession session) {
        return Option.empty();
    }

    private synchronized SSLContext context() {
        List<FileTime> times = List.of(time(certificate), time(privateKey), time(authority));
        if (loaded.isEmpty() || !loaded.get().times().equals(times)) {
            loaded = Optional.of(new Loaded(load(), times));
        }
        return loaded.get().context();
    }

    private static FileTime time(Path file) {
        try {
            return Files.getLastModifiedTime(file);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file + " for TLS between nodes: " + e.getMessage(), e);
        }
    }

    private SSLContext load() {
        try {
            KeyStore own = KeyStore.getInstance("PKCS12");
            own.load(null, null);
            own.setKeyEntry(
                    "node",
                    key(privateKey),
                    new char[0],
                    certificates(certificate).toArray(Certificate[]::new));
            KeyManagerFactory keys = KeyManagerFactory.getInstance("PKIX");
            keys.init(own, new char[0]);
            KeyStore trusted = KeyStore.getInstance("PKCS12");
            trusted.load(null, null);
            int number = 0;
            for (Certificate one : certificates(authority)) {
                trusted.setCertificateEntry("authority-" + number++, one);
            }
            TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
            trust.init(trusted);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException(
                    "the files for TLS between nodes cannot be used (" + certificate + ", " + privateKey + ", "
                            + authority + "): " + e.getMessage(),
                    e);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the files for TLS between nodes: " + e.getMessage(), e);
        }
    }

    private static Collection<? extends Certificate> certificates(Path file)
            throws IOException, GeneralSecurityException {
        try (InputStream in = Files.newInputStream(file)) {
            Collection<? extends Certificate> found =
                    CertificateFactory.getInstance("X.509").generateCertificates(in);
            if (found.isEmpty()) {
                throw new IllegalArgumentException(file + " contains no certificate");
            }
            return found;
        }
    }

    private static PrivateKey key(Path file) throws IOException, GeneralSecurityException {
        String text = Files.readString(file);
        int begin = text.indexOf("-----BEGIN PRIVATE KEY-----");
        int end = text.indexOf("-----END PRIVATE KEY-----");
        if (begin < 0 || end < begin) {
            throw new IllegalArgumentException(file + " contains no unencrypted PKCS #8 key (BEGIN PRIVATE KEY)."
                    + " Convert it: openssl pkcs8 -topk8 -nocrypt");
        }
        String body = text.substring(begin + "-----BEGIN PRIVATE KEY-----".length(), end);
        PKCS8EncodedKeySpec spec =
                new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(body));
        for (String kind : KEY_KINDS) {
            Optional<PrivateKey> key = key(kind, spec);
            if (key.isPresent()) {
                return key.get();
            }
        }
        throw new InvalidKeySpecException(file + " is no key of one of the kinds " + KEY_KINDS);
    }

    private static Optional<PrivateKey> key(String kind, PKCS8EncodedKeySpec spec) throws GeneralSecurityException {
        try {
            return Optional.of(KeyFactory.getInstance(kind).generatePrivate(spec));
        } catch (InvalidKeySpecException e) {
            return Optional.empty();
        }
    }
}
