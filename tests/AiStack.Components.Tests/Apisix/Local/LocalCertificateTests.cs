using System.Security.Cryptography.X509Certificates;
using AiStack.Components.Apisix.Local;

namespace AiStack.Components.Tests.Apisix.Local;

/// <summary>The certificate that a gateway on a laptop shows.</summary>
public sealed class LocalCertificateTests : IDisposable
{
    private static readonly string[] s_hosts = ["chat.localhost", "chat.example.com"];

    private readonly string _directory = Path.Combine(Directory.CreateTempSubdirectory("aistack-certificate-").FullName, "stack");
    private readonly Clock _clock = new();

    private LocalCertificate Certificate => new(_directory, "apisix", _clock);

    public void Dispose() => Directory.Delete(Path.GetDirectoryName(_directory)!, recursive: true);

    [Fact]
    public void For_Hosts_IsACertificateOfThemAndOfThisMachine()
    {
        var made = Certificate.For(s_hosts);

        using var certificate = X509Certificate2.CreateFromPem(made.Certificate, Certificate.KeyText());
        Assert.True(certificate.HasPrivateKey);
        Assert.All(made.Hosts, host => Assert.True(certificate.MatchesHostname(host), host));
        Assert.True(certificate.MatchesHostname("127.0.0.1"));
        Assert.Equal(["chat.localhost", "chat.example.com", "localhost"], made.Hosts);
    }

    [Fact]
    public void For_HostsOfBefore_IsTheSameCertificate() => Assert.Equal(Certificate.For(s_hosts).Certificate, Certificate.For(["chat.example.com", "chat.localhost"]).Certificate);

    [Fact]
    public void For_OtherHosts_IsAnotherCertificateOfTheSameKey()
    {
        var (before, key) = (Certificate.For(s_hosts).Certificate, Certificate.KeyText());

        Assert.NotEqual(before, Certificate.For(["other.localhost"]).Certificate);
        Assert.Equal(key, Certificate.KeyText());
    }

    [Theory]
    [InlineData(330, true)]
    [InlineData(336, false)]
    public void For_ACertificateOfSomeAge_IsKeptOrNot(int days, bool isKept)
    {
        var before = Certificate.For(s_hosts).Certificate;
        _clock.Now += TimeSpan.FromDays(days);

        Assert.Equal(isKept, before == Certificate.For(s_hosts).Certificate);
    }

    [Theory]
    [InlineData("apisix.key")]
    [InlineData("apisix.crt")]
    public void For_AFileThatIsNoneOfOurs_ReplacesIt(string file)
    {
        Certificate.For(s_hosts);
        File.WriteAllText(Path.Combine(_directory, file), "nothing");

        using var certificate = X509Certificate2.CreateFromPem(Certificate.For(s_hosts).Certificate, Certificate.KeyText());
        Assert.True(certificate.HasPrivateKey);
    }

    [Fact]
    public void Files_OnDisk_AreTheirOwnersAlone()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        Certificate.For(s_hosts);

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Certificate.KeyFile));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(_directory));
        Assert.Equal(2, Directory.EnumerateFiles(_directory).Count());
    }

    private sealed class Clock : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = DateTimeOffset.UtcNow;

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
