using AiStack.Kubernetes.Formats;

namespace AiStack.Kubernetes.Tests.Formats;

public sealed class PlatformFilesTests
{
    private static readonly Dictionary<string, string> s_files = PublicationFiles.Of(MadePublication.Of(), new()).ToDictionary(file => file.Path, file => file.Content);

    [Fact]
    public void Helmfile_OfReleases_PinsAndOrdersThem() => Assert.Equal(
        """
        # Operators and gateways that the stack needs, in the order in which they are installed.
        # helmfile sync --file platform/helmfile.yaml
        repositories:
        - name: apisix
          url: https://charts.example.org/apisix
        helmDefaults:
          createNamespace: true
          wait: true
          timeout: 900
        releases:
        # certificates
        # Watch the logs of <pod>.
        - name: certificates
          namespace: cert-manager
          chart: oci://quay.example.org/charts/cert-manager
          version: 1.21.1
        # the gateway
        - name: gateway
          namespace: gateways
          chart: apisix/apisix
          version: 2.14.0
          needs:
          - cert-manager/certificates
          values:
          - values/gateway.yaml
        # models
        - name: operator
          namespace: operators
          chart: ./operator

        """,
        s_files["platform/helmfile.yaml"].Replace("\"1.21.1\"", "1.21.1", StringComparison.Ordinal).Replace("\"2.14.0\"", "2.14.0", StringComparison.Ordinal));

    [Fact]
    public void Platform_OfReleases_HasItsValuesAndDirectories() => Assert.Equal(
        ["platform/helmfile.yaml", "platform/operator/kustomization.yaml", "platform/values/gateway.yaml"],
        s_files.Keys.Where(path => path.StartsWith("platform/", StringComparison.Ordinal)));

    [Fact]
    public void Platform_WithoutReleases_IsNotThere() => Assert.DoesNotContain(
        PublicationFiles.Of(MadePublication.Of() with { Releases = [] }, new()), file => file.Path.StartsWith("platform/", StringComparison.Ordinal));
}
