using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Aspire.Hosting.Dcp;

/// <summary>
/// The certificate of DCP's API server, made by us for one run. Left alone, DCP generates RSA keys for it, which takes seconds on a busy machine;
/// an elliptic curve key takes milliseconds, and since we know the certificate no other one has to be trusted.
/// </summary>
internal sealed class DcpCertificate : IDisposable
{
    private readonly X509Certificate2 _certificate;
    private readonly string _key;

    internal DcpCertificate()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=AiStack DCP", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        names.AddIpAddress(IPAddress.Loopback);
        names.AddIpAddress(IPAddress.IPv6Loopback);
        request.CertificateExtensions.Add(names.Build());

        // Yesterday and next month: neither a clock that is a little off nor a run over the weekend may end the trust.
        _certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(30));
        _key = key.ExportPkcs8PrivateKeyPem();
    }

    internal void WriteTo(DcpSessionFolder folder)
    {
        DcpSessionFolder.WritePrivate(folder.Certificate, _certificate.ExportCertificatePem());
        DcpSessionFolder.WritePrivate(folder.CertificateKey, _key);
    }

    /// <summary>Whether a server showed exactly this certificate.</summary>
    internal bool IsShownBy(X509Certificate? shown) => shown is not null && shown.GetRawCertData().AsSpan().SequenceEqual(_certificate.RawDataMemory.Span);

    public void Dispose() => _certificate.Dispose();
}
