package io.quorate.mysql;

import java.io.IOException;
import java.net.Socket;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/**
 * Whom to trust and who we are, from the PEM files of the settings. Read at the first encrypted connection and kept;
 * keys never leave memory.
 */
final class TlsContext {

    private final Settings.Tls settings;
    private Wire.@Nullable Trust made;

    TlsContext(Settings.Tls settings) {
        this.settings = settings;
    }

    /**
     * @throws IOException when a file cannot be read; the message names the key and the file
     * @throws GeneralSecurityException when its content does not fit; so does the message
     */
    synchronized Wire.Trust trust() throws IOException, GeneralSecurityException {
        if (made == null) {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys(), trusted(), new SecureRandom());
            made = new Wire.Trust(context, !settings.skipVerify());
        }
        return made;
    }

    private KeyManager @Nullable [] keys() throws IOException, GeneralSecurityException {
        Optional<Path> certificate = settings.certificate();
        Optional<Path> key = settings.privateKey();
        if (certificate.isEmpty() || key.isEmpty()) {
            return null;
        }
        List<X509Certificate> chain =
                PemFile.read("MySQLTopologySSLCertFile", certificate.get()).certificates();
        PrivateKey privateKey = PemFile.read("MySQLTopologySSLPrivateKeyFile", key.get())
                .privateKey(chain.get(0).getPublicKey().getAlgorithm());
        char[] password = new char[0];
        KeyStore store = emptyStore();
        store.setKeyEntry("client", privateKey, password, chain.toArray(Certificate[]::new));
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(store, password);
        return factory.getKeyManagers();
    }

    private TrustManager @Nullable [] trusted() throws IOException, GeneralSecurityException {
        if (settings.skipVerify()) {
            return new TrustManager[] {new TrustsAll()};
        }
        Optional<Path> ca = settings.ca();
        if (ca.isEmpty()) {
            return null;
        }
        KeyStore store = emptyStore();
        int number = 0;
        for (X509Certificate authority :
                PemFile.read("MySQLTopologySSLCAFile", ca.get()).certificates()) {
            store.setCertificateEntry("ca" + number++, authority);
        }
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return factory.getTrustManagers();
    }

    private static KeyStore emptyStore() throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        return store;
    }

    /** For {@code MySQLTopologySSLSkipVerify}. The extended form, which the JDK does not add checks of its own to. */
    private static final class TrustsAll extends X509ExtendedTrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
