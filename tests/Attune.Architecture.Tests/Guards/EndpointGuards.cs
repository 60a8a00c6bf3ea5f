using Attune.Architecture.Tests.Hosting;
using Attune.Contracts;
using Attune.Foundation.Access;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Attune.Architecture.Tests.Guards;

/// <summary>What every endpoint owes. Read from the host as it is really built.</summary>
internal static class EndpointGuards
{
    private static readonly AccessRule SomeRule = new("demo.read", null);
    private static readonly string[] MapMethods = ["Map", "MapGet", "MapPost", "MapPut", "MapPatch", "MapDelete"];

    public static IReadOnlyList<Guard> All { get; } =
    [
        new("endpoint-access-rule", HasAccessRule, WithEndpoint(new EndpointFact("demo", "GET", "/v1/demo", null))),
        new("endpoint-open-with-reason", OpenWithReason,
            WithEndpoint(new EndpointFact("demo", "GET", "/v1/demo", new AccessRule(null, "")))),
        new("endpoint-public-request", PublicRequest,
            WithEndpoint(new EndpointFact("demo", "POST", "/v1/demo", SomeRule, typeof(HostFacts)))),
        new("endpoint-public-reply", PublicReply,
            WithEndpoint(new EndpointFact("demo", "GET", "/v1/demo", SomeRule, Reply: typeof(HostFacts)))),
        new("endpoint-mapped-once", MappedOnce, House.With(new HostFacts([],
            [new EndpointFact("a", "GET", "/v1/demo", SomeRule), new EndpointFact("b", "GET", "/v1/demo", SomeRule)]))),
        new("endpoint-plain-delegate", PlainDelegate, House.Of(
            ("src/Attune.Demo/DemoEndpoints.cs",
                "class E { void Map(R routes) => routes.MapGet(\"/v1/demo\", (int id) => id); }"))),
    ];

    private static IEnumerable<Violation> HasAccessRule(House house) => house.Host.Endpoints
        .Where(endpoint => endpoint.Rule is null)
        .Select(endpoint => Broken(endpoint, "does not say who may call it.",
            "Chain Requires(\"module.verb\") or OpenToAnyone(\"why\") where it is mapped."));

    private static IEnumerable<Violation> OpenWithReason(House house) => house.Host.Endpoints
        .Where(endpoint => endpoint.Rule is { Verb: null } && string.IsNullOrWhiteSpace(endpoint.Rule.Reason))
        .Select(endpoint => Broken(endpoint, "is open to anyone without a reason.",
            "Say why no right is needed, or require one."));

    private static IEnumerable<Violation> PublicRequest(House house) => house.Host.Endpoints
        .Where(endpoint => endpoint.Request is { } type && !IsPublicContract(type))
        .Select(endpoint => Broken(endpoint, $"takes a {endpoint.Request!.Name}, which is not a public type of Attune.Contracts.",
            "Move it to Contracts: clients are made from it."));

    private static IEnumerable<Violation> PublicReply(House house) => house.Host.Endpoints
        .Where(endpoint => endpoint.Reply is { } type && !IsPublicContract(type))
        .Select(endpoint => Broken(endpoint,
            $"answers with a {endpoint.Reply!.Name}, which is not a public type of Attune.Contracts.",
            "Move it to Contracts: clients are made from it."));

    private static IEnumerable<Violation> MappedOnce(House house) => house.Host.Endpoints
        .GroupBy(endpoint => (endpoint.Methods, endpoint.Pattern)).Where(same => same.Count() > 1)
        .Select(same => Broken(same.First(),
            $"is mapped {same.Count()} times ({string.Join(", ", same.Select(endpoint => endpoint.Module))}).",
            "Give it to the module that owns it."));

    /// <summary>A handler with parameters of its own is bound by reflection at start; ours are delegates over the call.</summary>
    private static IEnumerable<Violation> PlainDelegate(House house) =>
        from file in house.Sources.ShippedCode
        from call in file.Syntax.DescendantNodes().OfType<InvocationExpressionSyntax>()
        where call.Expression is MemberAccessExpressionSyntax member && MapMethods.Contains(member.Name.Identifier.ValueText)
        from handler in call.ArgumentList.Arguments.Skip(1).Select(argument => argument.Expression)
            .OfType<ParenthesizedLambdaExpressionSyntax>()
        where handler.ParameterList.Parameters is not [var only] || only.Type?.ToString() is not (null or "HttpContext")
        select new Violation(file.Path, file.LineOf(call),
            "The handler's parameters are bound by reflection while the server starts.",
            "Take the HttpContext or an EndpointCall, or use GetJson and PostJson.");

    private static bool IsPublicContract(Type type)
    {
        var plain = type.IsArray ? type.GetElementType()! : type;
        return plain.IsVisible && plain.Assembly == typeof(Problem).Assembly;
    }

    private static Violation Broken(EndpointFact endpoint, string what, string instead) =>
        new($"{endpoint.Methods} {endpoint.Pattern}", 0, $"The endpoint of {endpoint.Module} {what}", instead);

    private static House WithEndpoint(EndpointFact endpoint) => House.With(new HostFacts([], [endpoint]));
}
