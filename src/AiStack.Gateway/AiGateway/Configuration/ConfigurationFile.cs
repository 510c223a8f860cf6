namespace AiStack.Gateway.AiGateway.Configuration;

/// <summary>The file of routes, and what it says at the moment.</summary>
internal sealed partial class ConfigurationFile(GatewayOptions options, ConfigurationReader reader, ILogger<ConfigurationFile> logger)
{
    private byte[]? _lastContent;
    private (DateTime Written, long Length) _lastStamp;
    private string _lastProblem = "";

    /// <summary>The configuration in force.</summary>
    public GatewayConfiguration Current { get; private set; } = GatewayConfiguration.Empty;

    /// <summary>Whether it has been read successfully once.</summary>
    public bool IsLoaded { get; private set; }

    /// <summary>Reads the file for the first time.</summary>
    /// <exception cref="ConfigurationException">It is not there, or says something that this program cannot do.</exception>
    public void Load()
    {
        try
        {
            _lastStamp = Stamp();
            Apply(File.ReadAllBytes(options.ConfigurationPath));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ConfigurationException(e.Message);
        }
    }

    /// <summary>Reads the file again if it is another one. One that cannot be used changes nothing, and is told once.</summary>
    /// <remarks>It reads rather than waits for file events: those get lost when a file is replaced by renaming or through a mount.</remarks>
    public void Refresh()
    {
        try
        {
            var stamp = Stamp();
            if (stamp == _lastStamp)
            {
                return;
            }

            var content = File.ReadAllBytes(options.ConfigurationPath);
            _lastStamp = stamp;
            if (!content.AsSpan().SequenceEqual(_lastContent))
            {
                Apply(content);
                LogApplied(options.ConfigurationPath, Current.Routes.Count, Current.Consumers.Count);
            }

            _lastProblem = "";
        }
        catch (Exception e) when (e is ConfigurationException or IOException or UnauthorizedAccessException)
        {
            if (e.Message != _lastProblem)
            {
                _lastProblem = e.Message;
                LogKept(options.ConfigurationPath, e.Message);
            }
        }
    }

    private (DateTime, long) Stamp()
    {
        var file = new FileInfo(options.ConfigurationPath);
        return file.Exists ? (file.LastWriteTimeUtc, file.Length) : throw new FileNotFoundException($"There is no file '{options.ConfigurationPath}'.");
    }

    private void Apply(byte[] content)
    {
        try
        {
            using var document = ApisixFile.Parse(content, options.ConfigurationPath);
            Current = reader.Read(new JsonSpot(document.RootElement, "the file"));
        }
        catch (Exception e) when (e is InvalidOperationException or System.Text.Json.JsonException or ArgumentException or FormatException)
        {
            // Half a character in a name, nesting without end: nothing that a reader of one value could say the place of.
            throw new ConfigurationException($"cannot be read: {e.Message}");
        }

        _lastContent = content;
        IsLoaded = true;
    }

    [LoggerMessage(EventId = 40, Level = LogLevel.Information, Message = "{Path} applied: {Routes} routes, {Consumers} keys")]
    private partial void LogApplied(string path, int routes, int consumers);

    [LoggerMessage(EventId = 41, Level = LogLevel.Warning, Message = "{Path} is not applied, everything stays as it was: {Problem}")]
    private partial void LogKept(string path, string problem);
}
