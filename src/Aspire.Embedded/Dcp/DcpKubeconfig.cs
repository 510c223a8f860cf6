namespace Aspire.Hosting.Dcp;

/// <summary>
/// The kubeconfig that DCP writes when it knows its port. Certificate and token are ours, so the address is all there is to learn from it,
/// and it stands on a line of its own: no YAML reader, whose first use costs more than DCP's whole start.
/// </summary>
internal static class DcpKubeconfig
{
    //     server: https://127.0.0.1:34645
    private const string ServerKey = "server:";

    internal static async Task<Uri> ServerInAsync(string path, TimeSpan poll, CancellationToken cancellationToken)
    {
        // DCP writes it under another name and renames it, so a file that is there is complete.
        while (!File.Exists(path))
        {
            await Task.Delay(poll, cancellationToken).ConfigureAwait(false);
        }

        var lines = await File.ReadAllLinesAsync(path, cancellationToken).ConfigureAwait(false);
        var server = lines.Select(line => line.Trim()).FirstOrDefault(line => line.StartsWith(ServerKey, StringComparison.Ordinal));
        return server is not null && Uri.TryCreate(server[ServerKey.Length..].Trim(), UriKind.Absolute, out var address)
            ? address
            : throw new DistributedApplicationException($"DCP wrote no server address into '{path}'.");
    }
}
