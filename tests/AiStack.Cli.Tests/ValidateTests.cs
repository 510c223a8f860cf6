using System.Text.Json;

namespace AiStack.Cli.Tests;

public sealed class ValidateTests : IDisposable
{
    private const string Definition = """
        apiVersion: apiextensions.k8s.io/v1
        kind: CustomResourceDefinition
        metadata: { name: things.test.dev }
        spec:
          group: test.dev
          names: { kind: Thing, plural: things }
          scope: Namespaced
          versions:
          - name: v1
            served: true
            storage: true
            schema:
              openAPIV3Schema:
                type: object
                properties:
                  spec:
                    type: object
                    properties: { low: { type: integer }, high: { type: integer } }
                    x-kubernetes-validations:
                    - { rule: "!has(self.low) || self.low < self.high", message: low has to be below high }
                    - { rule: "self.high == unknownFunction(self.low)" }
        """;

    private const string Good = """
        apiVersion: test.dev/v1
        kind: Thing
        metadata: { name: one, namespace: chat }
        spec: { low: 1, high: 2 }

        """;

    private readonly Aistack _aistack = new();

    public ValidateTests()
    {
        Directory.CreateDirectory(Path.Combine(_aistack.Directory, "crds"));
        Directory.CreateDirectory(Path.Combine(_aistack.Directory, "out"));
        _aistack.Write("crds/thing.yaml", Definition);
        _aistack.Write("crds/README.md", "# Definitions");
    }

    [Fact]
    public async Task GoodObjects_Validated_ExitWith0AndAreCounted()
    {
        _aistack.Write("out/one.yaml", Good);
        _aistack.Write("out/list.yaml", "apiVersion: v1\nkind: List\nitems:\n- apiVersion: test.dev/v1\n  kind: Thing\n  metadata: { name: two, namespace: chat }\n");
        _aistack.Write("out/kustomization.yaml", "resources: [one.yaml]\n");
        _aistack.Write("out/config.yaml", "logLevel: info\n");
        _aistack.Write("out/three.json", """{ "apiVersion": "test.dev/v1", "kind": "Thing", "metadata": { "name": "three" } }""");

        var answer = await _aistack.CallAsync("validate", "out", "--schemas", "crds");

        Assert.Equal((0, ""), (answer.ExitCode, answer.Errors));
        Assert.StartsWith("No problems in out: 3 objects in 4 files, 2 files that hold none; schemas of 1 kind and 0 plugins.\nCEL rules: 1 evaluated, 0 about updates only, 1 not evaluated.\n  not evaluated 1x: self.high == unknownFunction(self.low) (", answer.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task WrongObjects_Validated_ExitWith1AndALinePerProblem()
    {
        _aistack.Write("out/wrong.yaml", Good + "---\napiVersion: test.dev/v1\nkind: Thing\nmetadata: { name: two, namespace: chat }\nspec:\n  low: 3\n  hihg: 2\n");

        var answer = await _aistack.CallAsync("validate", "out", "--schemas", "crds");

        Assert.Equal(1, answer.ExitCode);
        Assert.Contains("out/wrong.yaml:11: Thing chat/two: spec.hihg: There is no field 'hihg' here. Did you mean 'high'?\n", answer.Output, StringComparison.Ordinal);
        Assert.Contains("1 problem in out: 2 objects", answer.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rule_ThatDoesNotHold_IsAProblem()
    {
        _aistack.Write("out/wrong.yaml", Good.Replace("low: 1", "low: 5", StringComparison.Ordinal));

        var answer = await _aistack.CallAsync("validate", "out", "--schemas", "crds");

        Assert.Equal(1, answer.ExitCode);
        Assert.StartsWith("out/wrong.yaml:4: Thing chat/one: spec: The rule '!has(self.low) || self.low < self.high' does not hold: low has to be below high\n", answer.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task KindWithoutSchema_Validated_IsAnErrorUnlessIgnored()
    {
        _aistack.Write("out/other.yaml", "apiVersion: other.dev/v1\nkind: Other\nmetadata: { name: one }\n");

        var (strict, lax) = (await _aistack.CallAsync("validate", "out", "--schemas", "crds"), await _aistack.CallAsync("validate", "out", "--schemas", "crds", "--ignore-missing-schemas"));

        Assert.Equal(1, strict.ExitCode);
        Assert.StartsWith("out/other.yaml:1: Other one: There is no schema of Other in 'other.dev/v1'.", strict.Output, StringComparison.Ordinal);
        Assert.Equal(0, lax.ExitCode);
        Assert.Contains("Without schema: other.dev/v1 Other.\n", lax.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task BrokenFiles_Validated_AreAllToldOf()
    {
        _aistack.Write("out/broken.yaml", "a: b: c\n");
        _aistack.Write("out/broken.json", "{ \"a\": }");
        _aistack.Write("out/double.yaml", Good + "spec: {}\n");
        _aistack.Write("out/twice-1.yaml", Good);
        _aistack.Write("out/twice-2.yaml", Good);

        var answer = await _aistack.CallAsync("validate", "out", "--schemas", "crds");

        Assert.Equal((1, ""), (answer.ExitCode, answer.Errors));
        Assert.Contains("out/broken.json:1: This is not JSON:", answer.Output, StringComparison.Ordinal);
        Assert.Contains("out/broken.yaml:1: ", answer.Output, StringComparison.Ordinal);
        Assert.Contains("out/double.yaml:5: The key 'spec' stands twice in the same mapping.\n", answer.Output, StringComparison.Ordinal);
        Assert.Contains("out/twice-2.yaml:1: Thing chat/one: This object stands in out/twice-1.yaml already", answer.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Json_AskedFor_HasEveryPart()
    {
        _aistack.Write("out/wrong.yaml", Good.Replace("high: 2", "high: two", StringComparison.Ordinal));

        var answer = await _aistack.CallAsync("validate", "out", "--schemas", "crds", "--format", "json");

        using var json = JsonDocument.Parse(answer.Output);
        var problem = Assert.Single(json.RootElement.GetProperty("problems").EnumerateArray());
        Assert.Equal(1, answer.ExitCode);
        Assert.Equal(("out/wrong.yaml", 4, "Thing chat/one", "spec.high"), (problem.GetProperty("file").GetString(), problem.GetProperty("line").GetInt32(), problem.GetProperty("object").GetString(), problem.GetProperty("path").GetString()));
        Assert.Equal(1, json.RootElement.GetProperty("objects").GetInt32());
        Assert.Equal(0, json.RootElement.GetProperty("rules").GetProperty("evaluated").GetInt32());
    }

    [Theory]
    [InlineData(1, "aistack: There is no directory and no file 'missing'.", "validate", "missing", "--schemas", "crds")]
    [InlineData(1, "aistack: There is no directory 'missing'", "validate", "out", "--schemas", "missing")]
    [InlineData(1, "aistack: There is no schema in 'out'", "validate", "out", "--schemas", "out")]
    [InlineData(1, "aistack: There is no Kubernetes object in 'out'.", "validate", "out", "--schemas", "crds")]
    [InlineData(2, "aistack: ", "validate", "out")]
    [InlineData(2, "aistack: ", "validate", "--schemas", "crds")]
    public async Task Call_ThatCannotBeCarriedOut_IsOneLine(int exitCode, string message, params string[] arguments)
    {
        var answer = await _aistack.CallAsync(arguments);

        Assert.Equal((exitCode, ""), (answer.ExitCode, answer.Output));
        Assert.StartsWith(message, answer.Errors, StringComparison.Ordinal);
        Assert.Single(answer.Errors.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    [Fact]
    public async Task Chart_Validated_SaysHowItsObjectsAreMade()
    {
        _aistack.Write("out/Chart.yaml", "apiVersion: v2\nname: chart\n");
        Directory.CreateDirectory(Path.Combine(_aistack.Directory, "out", "templates"));
        _aistack.Write("out/templates/one.yaml", "{{ .Values.x }}\n");

        Assert.Equal(
            new(1, "", "aistack: 'out' is a Helm chart, whose objects Helm makes: write them to a file with 'helm template out > objects.yaml' and validate that.\n"),
            await _aistack.CallAsync("validate", "out", "--schemas", "crds"));
    }

    [Fact]
    public async Task Links_InACircleOrToNothing_AreNotFollowedAndTold()
    {
        _aistack.Write("out/one.yaml", Good);
        Directory.CreateSymbolicLink(Path.Combine(_aistack.Directory, "out", "self"), "../out");
        Directory.CreateSymbolicLink(Path.Combine(_aistack.Directory, "out", "again"), "../out");
        Directory.CreateSymbolicLink(Path.Combine(_aistack.Directory, "crds", "self"), "../crds");

        Assert.StartsWith("No problems in out: 1 object in 1 file", (await _aistack.CallAsync("validate", "out", "--schemas", "crds")).Output, StringComparison.Ordinal);

        File.CreateSymbolicLink(Path.Combine(_aistack.Directory, "out", "gone.yaml"), "nowhere.yaml");
        var answer = await _aistack.CallAsync("validate", "out", "--schemas", "crds");

        Assert.Equal((1, ""), (answer.ExitCode, answer.Errors));
        Assert.StartsWith("out/gone.yaml: This file cannot be read: ", answer.Output, StringComparison.Ordinal);
        Assert.Contains("1 problem in out: 1 object in 2 files", answer.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("kind: CustomResourceDefinition\nspec: {}\n", "bad.yaml: This CustomResourceDefinition lacks")]
    [InlineData("kind: CustomResourceDefinition\nspec: [\n", "bad.yaml:")]
    public async Task Definition_ThatCannotBeRead_IsNamed(string definition, string message)
    {
        _aistack.Write("crds/bad.yaml", definition);
        _aistack.Write("out/one.yaml", Good);

        var answer = await _aistack.CallAsync("validate", "out", "--schemas", "crds");

        Assert.Equal(1, answer.ExitCode);
        Assert.Contains(message, answer.Errors, StringComparison.Ordinal);
    }

    public void Dispose() => _aistack.Dispose();
}
