using AiStack.Core.Schema;
using AiStack.Core.Yaml;

namespace AiStack.Core.Policies;

/// <summary>What may be said in the cases for <c>aistack test-policies</c>.</summary>
public static class PolicyProperties
{
    private static readonly PropertySet s_expectation = new(
        new Property<PolicyExpectation, int?>("status", new OptionalType<int>(new IntegerType(100, 599)),
            spec => spec.Status, (spec, status) => spec with { Status = status }, "Status code of the answer."),
        new Property<PolicyExpectation, string?>("contains", new TextType(),
            spec => spec.Contains, (spec, text) => spec with { Contains = text }, "Text that the body of the answer has in it, as it came or as the text that it says."),
        new Property<PolicyExpectation, string?>("not_contains", new TextType(),
            spec => spec.NotContains, (spec, text) => spec with { NotContains = text }, "Text that the body of the answer does not have in it, in neither way."),
        new Property<PolicyExpectation, int?>("remaining_below", new OptionalType<int>(new IntegerType(1)),
            spec => spec.RemainingBelow, (spec, tokens) => spec with { RemainingBelow = tokens }, "Tokens of the route's ai_rate_limit of which fewer remain after the answer."));

    private static readonly PropertySet s_case = new(
        new Property<PolicyCase, string?>("name", new TextType(maximumLength: 200),
            spec => spec.Name, (spec, name) => spec with { Name = name! }, "What the case is called in the results.") { IsRequired = true },
        new Property<PolicyCase, string?>("gateway", new TextType("an AI gateway of the stack, such as apisix/gate"),
            spec => spec.Gateway, (spec, gateway) => spec with { Gateway = gateway! }, "The AI gateway that is asked, as links name it: apisix/gate.") { IsRequired = true },
        new Property<PolicyCase, string?>("route", new TextType("a target of the gateway's links, such as vllm/qwen2-chat"),
            spec => spec.Route, (spec, route) => spec with { Route = route }, "The model or provider the route leads to, as the link names it, or the route's subdomain. Default: the gateway's only route."),
        new Property<PolicyCase, SecretReference?>("key", new SecretType("key"),
            spec => spec.Key, (spec, key) => spec with { Key = key }, "The key that the caller presents. Default: none."),
        new Property<PolicyCase, MappingNode?>("request", new RequestType(),
            spec => spec.Request, (spec, request) => spec with { Request = request }, "The body of the request, as the API takes it. Either this or prompt."),
        new Property<PolicyCase, string?>("prompt", new TextType(),
            spec => spec.Prompt, (spec, prompt) => spec with { Prompt = prompt }, "What the user says in a chat of one message; the text to embed where the route leads to an embedding model. Either this or request."),
        new Property<PolicyCase, PolicyExpectation?>("expect", new RecordType<PolicyExpectation>(s_expectation, new()),
            spec => spec.Expect, (spec, expect) => spec with { Expect = expect! }, "What has to come back: status, contains, not_contains, remaining_below.") { IsRequired = true });

    /// <summary>The cases of a stack.</summary>
    public static ListType<PolicyCase?> All { get; } = new(new RecordType<PolicyCase>(s_case, new() { Name = null!, Gateway = null!, Expect = null! }));
}
