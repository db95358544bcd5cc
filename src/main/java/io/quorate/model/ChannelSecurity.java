package io.quorate.model;

/**
 * How a replica authenticates and encrypts towards its source; texts are empty where nothing is set.
 *
 * @param tls whether the channel uses TLS
 * @param verifiesServerCertificate whether the source's host name is checked against its certificate
 * @param asksForPublicKey whether the replica asks the source for its RSA key ({@code GET_SOURCE_PUBLIC_KEY})
 */
public record ChannelSecurity(
        boolean tls,
        String caFile,
        String caPath,
        String certificateFile,
        String keyFile,
        String cipher,
        String tlsVersion,
        boolean verifiesServerCertificate,
        boolean asksForPublicKey,
        String publicKeyFile) {

    public static final ChannelSecurity PLAIN = new ChannelSecurity(false, "", "", "", "", "", "", false, false, "");
}
