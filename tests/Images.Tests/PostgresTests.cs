namespace Images.Tests;

/// <summary>The PostgreSQL image follows the rules of the official one, which components rely on.</summary>
[Trait("Needs", "Docker")]
public sealed class PostgresTests : IDisposable
{
    private readonly CancellationTokenSource _limit = new(TimeSpan.FromMinutes(3));
    private readonly MountedFolder _scripts = new();

    [Fact]
    public async Task FirstStart_MakesTheDatabase_AndRunsScripts_WhichARestartKeeps()
    {
        await _scripts.WriteAsync("1-table.sql", "CREATE TABLE notes (text text); INSERT INTO notes VALUES ('kept');", _limit.Token);
        await _scripts.WriteAsync("2-role.sh", "psql --username \"$POSTGRES_USER\" --dbname \"$POSTGRES_DB\" --command 'CREATE DATABASE second'", _limit.Token);
        await using var postgres = await StartAsync(["--env", "POSTGRES_USER=app", "--env", "POSTGRES_DB=documents", "--env", "POSTGRES_PASSWORD=it's \"secret\"",
            .. _scripts.At("/docker-entrypoint-initdb.d")]);

        Assert.Equal("app|documents|kept", await QueryAsync(postgres, "documents", "SELECT current_user, current_database(), text FROM notes"));
        Assert.Equal("second", await QueryAsync(postgres, "second", "SELECT current_database()"));
        Assert.Equal("postgres", await postgres.ExecuteAsync(["stat", "--format", "%U", "/proc/1"], _limit.Token));
        Assert.Equal("/var/lib/postgresql/data", await QueryAsync(postgres, "second", "SHOW data_directory"));

        await QueryAsync(postgres, "documents", "INSERT INTO notes VALUES ('added')");
        await postgres.RestartAsync(_limit.Token);
        await ReadyAsync(postgres);
        Assert.Equal("2", await QueryAsync(postgres, "documents", "SELECT count(*) FROM notes"));
    }

    [Fact]
    public async Task OverTheNetwork_OnlyThePasswordOpensTheDatabase()
    {
        await using var postgres = await StartAsync(["--env", "POSTGRES_PASSWORD=secret"]);
        var address = await postgres.ExecuteAsync(["hostname", "--ip-address"], _limit.Token);

        Assert.True(await postgres.SucceedsAsync(["psql", $"postgresql://postgres:secret@{address}/postgres", "--command", "SELECT 1"], _limit.Token));
        Assert.False(await postgres.SucceedsAsync(["psql", $"postgresql://postgres:wrong@{address}/postgres", "--command", "SELECT 1"], _limit.Token));
    }

    [Fact]
    public async Task FirstStart_WithoutAPassword_SaysWhatToSet()
    {
        var images = await LocalImages.GetAsync(_limit.Token);
        var (exitCode, output, errors) = await Command.RunAsync("docker", ["run", "--rm", images["postgres"]], _limit.Token);

        Assert.Equal(1, exitCode);
        Assert.Contains("POSTGRES_PASSWORD", output + errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Arguments_GoToTheServer_AndAnotherUserMayOwnTheData()
    {
        await using var postgres = await StartAsync(["--env", "POSTGRES_PASSWORD=secret", "--user", "999:999", "--env", "PGDATA=/var/lib/postgresql/data/pgdata"], "-c", "max_connections=17");

        Assert.Equal("17", await QueryAsync(postgres, "postgres", "SHOW max_connections", user: "postgres"));
    }

    public void Dispose()
    {
        _limit.Dispose();
        _scripts.Dispose();
    }

    private async Task<TestContainer> StartAsync(string[] options, params string[] arguments)
    {
        var images = await LocalImages.GetAsync(_limit.Token);
        var postgres = await TestContainer.StartAsync(images["postgres"], [], options, arguments, _limit.Token);
        await ReadyAsync(postgres);
        return postgres;
    }

    private Task ReadyAsync(TestContainer postgres) => Eventually.TrueAsync(() => postgres.SucceedsAsync(["pg_isready", "--host", "127.0.0.1"], _limit.Token), _limit.Token);

    private Task<string> QueryAsync(TestContainer postgres, string database, string query, string user = "app") =>
        postgres.ExecuteAsync(["psql", "--tuples-only", "--no-align", "--username", user, "--dbname", database, "--command", query], _limit.Token);
}
