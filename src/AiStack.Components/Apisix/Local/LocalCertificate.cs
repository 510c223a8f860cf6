using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using AiStack.Components.Apisix.Standalone;

namespace AiStack.Components.Apisix.Local;

/// <summary>A certificate for a laptop's hosts that signs itself, kept per user, so that whoever trusted it once goes on to.</summary>
/// <remarks>The private key stays the same as long as its file is there: only the certificate is made again, for other hosts or before it expires.</remarks>
internal sealed class LocalCertificate
{
    /// <summary>Environment variable of the private key. APISIX' schema wants 64 characters where the key stands, a reference to it included.</summary>
    public const string KeyVariable = "PRIVATE_KEY_OF_THE_CERTIFICATE_FOR_THE_HOSTS_OF_THIS_LAPTOP";

    private const string ServerAuthentication = "1.3.6.1.5.5.7.3.1";
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private static readonly TimeSpan s_lifetime = TimeSpan.FromDays(365);
    private static readonly TimeSpan s_rest = TimeSpan.FromDays(30);

    private readonly string _directory;
    private readonly string _name;
    private readonly TimeProvider _time;

    /// <summary>Names a certificate; nothing is read or made yet.</summary>
    /// <param name="directory">Directory that it is kept in.</param>
    /// <param name="name">Name of its files, without extension.</param>
    /// <param name="time">What time it is.</param>
    public LocalCertificate(string directory, string name, TimeProvider time) => (_directory, _name, _time) = (directory, name, time);

    /// <summary>File of the certificate, which others may be told to trust.</summary>
    public string CertificateFile => Path.Combine(_directory, $"{_name}.crt");

    /// <summary>File of the private key.</summary>
    public string KeyFile => Path.Combine(_directory, $"{_name}.key");

    /// <summary>The certificate of a component of a stack.</summary>
    /// <param name="stack">Name of the stack.</param>
    /// <param name="component">Name of the component.</param>
    /// <param name="otherwise">Directory for a user who has none to keep it in: it is another one with every run then.</param>
    public static LocalCertificate Of(string stack, string component, string otherwise) => new(Home(stack) ?? otherwise, component, TimeProvider.System);

    private static string? Home(string stack)
    {
        try
        {
            var home = Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.Create);
            return home.Length == 0 ? null : Make(Path.Combine(home, "aistack", "certificates", stack));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static string Make(string directory)
    {
        _ = OperatingSystem.IsWindows() ? Directory.CreateDirectory(directory) : Directory.CreateDirectory(directory, OwnerOnly | UnixFileMode.UserExecute);
        return directory;
    }

    /// <summary>The certificate for some hosts, and for this machine by its own names. It is made if there is none that will do.</summary>
    /// <param name="hosts">The hosts.</param>
    public HostCertificate For(IReadOnlyList<string> hosts)
    {
        ArgumentNullException.ThrowIfNull(hosts);

        IReadOnlyList<string> names = [.. hosts.Append(HostNames.LocalDomain).Distinct(StringComparer.Ordinal)];
        using var key = Key();
        if (Kept(names, key) is { } kept)
        {
            return new(names, kept, KeyVariable);
        }

        using var made = Sign(names, key);
        var text = made.ExportCertificatePem() + "\n";
        Write(CertificateFile, text, OwnerOnly | UnixFileMode.GroupRead | UnixFileMode.OtherRead, overwrite: true);
        return new(names, text, KeyVariable);
    }

    /// <summary>The private key: PEM. It is made if there is none.</summary>
    public string KeyText()
    {
        using var key = Key();
        return TextOf(key);
    }

    private static string TextOf(ECDsa key) => key.ExportPkcs8PrivateKeyPem() + "\n";

    private ECDsa Key()
    {
        if (ReadKey() is { } known)
        {
            return known;
        }

        var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);

        // One that cannot be read is replaced; where another run has just made one, that one holds.
        Write(KeyFile, TextOf(key), OwnerOnly, overwrite: File.Exists(KeyFile));
        if (ReadKey() is not { } written)
        {
            return key;
        }

        key.Dispose();
        return written;
    }

    private ECDsa? ReadKey()
    {
        var key = ECDsa.Create();
        try
        {
            key.ImportFromPem(File.ReadAllText(KeyFile));
            return key;
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException or ArgumentException or CryptographicException)
        {
            key.Dispose();
            return null;
        }
    }

    private string? Kept(IReadOnlyList<string> names, ECDsa key)
    {
        try
        {
            var text = File.ReadAllText(CertificateFile);
            using var certificate = X509Certificate2.CreateFromPem(text);
            using var publicKey = certificate.GetECDsaPublicKey();
            var known = certificate.Extensions.OfType<X509SubjectAlternativeNameExtension>().SelectMany(names => names.EnumerateDnsNames()).ToHashSet(StringComparer.Ordinal);
            return known.SetEquals(names)
                && certificate.NotAfter.ToUniversalTime() - _time.GetUtcNow().UtcDateTime > s_rest
                && publicKey is not null && publicKey.ExportSubjectPublicKeyInfo().AsSpan().SequenceEqual(key.ExportSubjectPublicKeyInfo())
                    ? text
                    : null;
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException or CryptographicException)
        {
            return null;
        }
    }

    private X509Certificate2 Sign(IReadOnlyList<string> names, ECDsa key)
    {
        var request = new CertificateRequest($"CN=AiStack on this machine: {_name}", key, HashAlgorithmName.SHA256);
        var alternatives = new SubjectAlternativeNameBuilder();
        foreach (var name in names)
        {
            alternatives.AddDnsName(name);
        }

        alternatives.AddIpAddress(IPAddress.Loopback);
        alternatives.AddIpAddress(IPAddress.IPv6Loopback);
        request.CertificateExtensions.Add(alternatives.Build());

        // Trusted as it stands, and good for nothing else: it cannot sign others.
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: false, hasPathLengthConstraint: false, pathLengthConstraint: 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, critical: true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new(ServerAuthentication)], critical: false));

        // A clock that is a little behind should not refuse it.
        var now = _time.GetUtcNow();
        return request.CreateSelfSigned(now.AddDays(-1), now + s_lifetime);
    }

    // Nobody ever sees half of it.
    private void Write(string path, string text, UnixFileMode mode, bool overwrite)
    {
        Make(_directory);
        var part = $"{path}.{Guid.NewGuid():n}";
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = mode;
        }

        using (var writer = new StreamWriter(part, options))
        {
            writer.Write(text);
        }

        try
        {
            File.Move(part, path, overwrite);
        }
        catch (IOException) when (!overwrite && File.Exists(path))
        {
            File.Delete(part);
        }
    }
}
