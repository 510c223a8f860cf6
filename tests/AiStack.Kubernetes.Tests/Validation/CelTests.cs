using AiStack.Kubernetes.Validation;

namespace AiStack.Kubernetes.Tests.Validation;

public sealed class CelTests
{
    [Theory]
    [InlineData("self.low <= self.high", "{ low: 1, high: 2 }", "{ low: 3, high: 2 }")]
    [InlineData("!has(self.low) || self.low > 0", "{}", "{ low: 0 }")]
    [InlineData("has(self.items) && self.items.size() == 0", "{ items: [] }", "{ items: [a] }")]
    [InlineData("self.items.all(i, i in ['a', 'b'])", "{ items: [a, b] }", "{ items: [a, c] }")]
    [InlineData("self.items.all(i, self.items.exists_one(j, i == j))", "{ items: [a, b] }", "{ items: [a, a] }")]
    [InlineData("self.name.matches('^[a-z]+$')", "{ name: abc }", "{ name: A }")]
    [InlineData("self.name.find('^[^/]+').endsWith('x')", "{ name: ax/b }", "{ name: a/bx }")]
    [InlineData("self.name.split('@')[0] in ['a']", "{ name: a@b }", "{ name: b@a }")]
    [InlineData("self.free.all(k, !self.free[k].startsWith('-'))", "{ free: { a: b } }", "{ free: { a: -b } }")]
    [InlineData("self.__namespace__ == 'a'", "{ namespace: a }", "{ namespace: b }")]
    [InlineData("self.given == 5", "{}", "{ given: 6 }")]
    [InlineData("duration(self.name) < duration('1h')", "{ name: 30m }", "{ name: 2h }")]
    public void Rule_Evaluated_FindsWhatDoesNotHold(string rule, string good, string bad)
    {
        using var folder = Folder(rule);
        var validator = new ObjectValidator(folder.Load());

        Assert.Empty(validator.Validate(Manifest.Thing(good)));
        Assert.Equal($"spec: The rule '{rule}' does not hold: Not so.", Assert.Single(validator.Validate(Manifest.Thing(bad))).ToString());
        Assert.Equal(2, validator.Rules.Evaluated);
        Assert.Empty(validator.Rules.NotEvaluated);
    }

    [Fact]
    public void Rule_AboutUpdates_IsNotApplicable()
    {
        using var folder = Folder("self.name == oldSelf.name");
        var validator = new ObjectValidator(folder.Load());

        Assert.Empty(validator.Validate(Manifest.Thing("{ name: a }")));
        Assert.Equal((0, 1), (validator.Rules.Evaluated, validator.Rules.NotApplicable));
    }

    [Theory]
    [InlineData("isIP(self.name)")]
    [InlineData("this is no rule")]
    public void Rule_ThatCannotBeEvaluated_IsListedWithItsReasonAndIsNoFinding(string rule)
    {
        using var folder = Folder(rule);
        var validator = new ObjectValidator(folder.Load());

        Assert.Empty(validator.Validate(Manifest.Thing("{ name: a }")));
        Assert.Empty(validator.Validate(Manifest.Thing("{ name: a }")));
        var gap = Assert.Single(validator.Rules.NotEvaluated);
        Assert.Equal((rule, 2), (gap.Rule, gap.Count));
        Assert.NotEmpty(gap.Reason);
    }

    private static SchemaFolder Folder(string rule) => new SchemaFolder().WithThing($$"""
        type: object
        x-kubernetes-validations:
        - rule: "{{rule.Replace("\\", "\\\\", StringComparison.Ordinal)}}"
          message: Not so.
        properties:
          low: { type: integer }
          high: { type: integer }
          given: { type: integer, default: 5 }
          name: { type: string }
          namespace: { type: string }
          items: { type: array, items: { type: string } }
          free: { type: object, additionalProperties: { type: string } }
        """);
}
