package io.quorate.mysql;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A file of certificates or of a private key, as {@code openssl} and the servers write them. */
final class PemFile {

    private static final Pattern BLOCK =
            Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----([^-]+)-----END \\1-----", Pattern.DOTALL);
    /** RFC 8017: version 0, then the algorithm identifier of rsaEncryption with no parameters. */
    private static final byte[] PKCS8_RSA_HEADER = {
        0x02,
        0x01,
        0x00,
        0x30,
        0x0d,
        0x06,
        0x09,
        0x2a,
        (byte) 0x86,
        0x48,
        (byte) 0x86,
        (byte) 0xf7,
        0x0d,
        0x01,
        0x01,
        0x01,
        0x05,
        0x00
    };

    private final String what;
    private final String text;

    private PemFile(String what, String text) {
        this.what = what;
        this.text = text;
    }

    /** @param key the setting that names the file, for messages */
    static PemFile read(String key, Path file) throws IOException {
        String what = key + " " + file;
        try {
            return new PemFile(what, Files.readString(file, StandardCharsets.ISO_8859_1));
        } catch (IOException e) {
            throw new IOException(what + " cannot be read: " + e.getClass().getSimpleName(), e);
        }
    }

    /** All certificates of the file, at least one. */
    List<X509Certificate> certificates() throws CertificateException {
        CertificateFactory factory = CertificateFactory.getInstance("X.509");
        List<X509Certificate> found = new ArrayList<>();
        Matcher blocks = BLOCK.matcher(text);
        while (blocks.find()) {
            if (blocks.group(1).endsWith("CERTIFICATE")) {
                Certificate certificate = factory.generateCertificate(new ByteArrayInputStream(bytes(blocks)));
                found.add((X509Certificate) certificate);
            }
        }
        if (found.isEmpty()) {
            throw new CertificateException(what + " holds no certificate in PEM form");
        }
        return found;
    }

    /**
     * The private key, in PKCS#8 form or, for RSA, in PKCS#1 form.
     *
     * @param algorithm of the public key that belongs to it
     */
    PrivateKey privateKey(String algorithm) throws GeneralSecurityException {
        Matcher blocks = BLOCK.matcher(text);
        while (blocks.find()) {
            switch (blocks.group(1)) {
                case "PRIVATE KEY" -> {
                    return key(algorithm, bytes(blocks));
                }
                case "RSA PRIVATE KEY" -> {
                    return key("RSA", asPkcs8(bytes(blocks)));
                }
                default -> {
                    // Parameters or certificates in the same file.
                }
            }
        }
        throw new InvalidKeySpecException(
                what + " holds no private key in PEM form without a pass phrase (PKCS#8, or PKCS#1 for RSA)");
    }

    private static PrivateKey key(String algorithm, byte[] pkcs8) throws GeneralSecurityException {
        return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
    }

    private static byte[] bytes(Matcher block) {
        return Base64.getMimeDecoder().decode(block.group(2));
    }

    /** Wraps the bare RSA key into the envelope that names its algorithm. */
    private static byte[] asPkcs8(byte[] pkcs1) {
        byte[] key = der(0x04, pkcs1);
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        content.writeBytes(PKCS8_RSA_HEADER);
        content.writeBytes(key);
        return der(0x30, content.toByteArray());
    }

    private static byte[] der(int tag, byte[] content) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(tag);
        if (content.length < 0x80) {
            out.write(content.length);
        } else {
            int octets = content.length > 0xffff ? 3 : content.length > 0xff ? 2 : 1;
            out.write(0x80 | octets);
            for (int shift = (octets - 1) * 8; shift >= 0; shift -= 8) {
                out.write(content.length >> shift);
            }
        }
        out.writeBytes(content);
        return out.toByteArray();
    }
}
