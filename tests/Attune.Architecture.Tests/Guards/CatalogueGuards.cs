using System.Text.RegularExpressions;
using Attune.Architecture.Tests.Sources;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Attune.Architecture.Tests.Guards;

/// <summary>Numbers, codes and names that others rely on: unique, whole, well-formed.</summary>
internal static partial class CatalogueGuards
{
    private const int LogIdsPerProject = 1000;

    private const string TwoMessages =
        "class Thing { [LoggerMessage(7, LogLevel.Error, \"a\")] void A(); "
        + "[LoggerMessage(EventId = 7, Message = \"b\")] void B(); }";

    private const string FailureOf =
        "class ThingFailures {{ static Failure A {{ get; }} = new(\"{0}\", {1}, \"Title.\", \"Detail.\", \"{2}\"); }}";

    public static IReadOnlyList<Guard> All { get; } =
    [
        new("log-id-unique", LogIdUnique, House.Of(("src/Attune.Demo/Thing.cs", TwoMessages))),
        new("log-id-given", LogIdGiven,
            House.Of(("src/Attune.Demo/Thing.cs", "class Thing { [LoggerMessage(Message = \"a\")] void A(); }"))),
        new("log-id-block", LogIdBlock, House.Of(
            ("src/Attune.Demo/Thing.cs", "class Thing { [LoggerMessage(7001, LogLevel.Error, \"a\")] void A(); }"),
            ("src/Attune.Other/Thing.cs", "class Thing { [LoggerMessage(7002, LogLevel.Error, \"a\")] void A(); }"))),
        new("failure-code-form", FailureCodeForm, House.Of(
            ("src/Attune.Demo/ThingFailures.cs", Text(FailureOf, "NotFound", 404, "Look elsewhere.")))),
        new("failure-says-what-to-do", FailureSaysWhatToDo, House.Of(
            ("src/Attune.Demo/ThingFailures.cs", Text(FailureOf, "not_found", 404, "")))),
        new("failure-code-has-one-status", FailureCodeHasOneStatus, House.Of(
            ("src/Attune.Demo/ThingFailures.cs", Text(FailureOf, "not_found", 404, "Look.")),
            ("src/Attune.Demo/OtherFailures.cs", Text(FailureOf, "not_found", 410, "Look.")))),
        new("failures-in-families", FailuresInFamilies, House.Of(
            ("src/Attune.Demo/Thing.cs", Text(FailureOf, "not_found", 404, "Look.")))),
        new("code-tables-whole", CodeTablesWhole, House.Of(("src/Attune.Contracts/Errors/Codes.cs",
            "class Codes { public static readonly ErrorCode A = new(\"a\", 400, \"\", \"\"); "
            + "public static IReadOnlyList<ErrorCode> All { get; } = []; }"))),
        new("instrument-documented", InstrumentDocumented, House.Of(
            ("src/Attune.Demo/Thing.cs", "class Thing { void A(Meter m) => m.CreateCounter<long>(\"attune.things\"); }"))),
        new("instrument-name-form", InstrumentNameForm, House.Of(
            ("src/Attune.Demo/Thing.cs",
                "class Thing { void A(Meter m) => m.CreateCounter<long>(\"Things\", \"{thing}\", \"Things.\"); }"))),
    ];

    private static IEnumerable<Violation> LogIdUnique(House house) =>
        from messages in LogMessageScan.In(house.Sources).Where(message => message.Id is not null).GroupBy(message => message.Id)
        where messages.Count() > 1
        from message in messages.Skip(1)
        select new Violation(message.File.Path, message.Line,
            $"The log event id {message.Id} is also used in {messages.First().File.Path}:{messages.First().Line}.",
            "Take the next free id of this module: people search logs by it.");

    private static IEnumerable<Violation> LogIdGiven(House house) =>
        from message in LogMessageScan.In(house.Sources)
        where message.Id is null
        select new Violation(message.File.Path, message.Line, "A log message has no event id, or one that is computed.",
            "Write the number as the first argument of LoggerMessage.");

    /// <summary>Each project has a thousand ids of its own, so that nobody has to ask which are free.</summary>
    private static IEnumerable<Violation> LogIdBlock(House house) =>
        from block in LogMessageScan.In(house.Sources).Where(message => message.Id is not null)
            .GroupBy(message => message.Id / LogIdsPerProject)
        let first = ProjectOf(block.First())
        from message in block.DistinctBy(ProjectOf)
        where ProjectOf(message) != first
        select new Violation(message.File.Path, message.Line,
            $"The ids from {block.Key * LogIdsPerProject} on belong to {first}, not to {ProjectOf(message)}.",
            "Number this project's messages in a thousand of its own.");

    private static string ProjectOf(LogMessage message) => message.File.Path.Split('/')[1];

    private static IEnumerable<Violation> FailureCodeForm(House house) =>
        from failure in FailureScan.In(house.Sources)
        where !SnakeCase().IsMatch(failure.Code)
        select new Violation(failure.File.Path, failure.Line,
            $"The code '{failure.Code}' is not a literal in lower_case_with_underscores.",
            "Write it as clients will compare it.");

    private static IEnumerable<Violation> FailureSaysWhatToDo(House house) =>
        from failure in FailureScan.In(house.Sources)
        where failure.WhatToDo.Length == 0 || failure.Title.Length == 0
        select new Violation(failure.File.Path, failure.Line,
            $"The failure '{failure.Code}' does not say what kind it is or what to do.",
            "Give title and next step in one sentence each.");

    private static IEnumerable<Violation> FailureCodeHasOneStatus(House house) =>
        from failures in FailureScan.In(house.Sources).Where(failure => failure.Status is not null)
            .GroupBy(failure => failure.Code)
        where failures.Select(failure => failure.Status).Distinct().Count() > 1
        from failure in failures.Skip(1)
        select new Violation(failure.File.Path, failure.Line,
            $"The code '{failure.Code}' stands for {failure.Status} here "
            + $"and for {failures.First().Status} in {failures.First().File.Path}.",
            "One code, one meaning: use another name or the same status.");

    private static IEnumerable<Violation> FailuresInFamilies(House house) =>
        from failure in FailureScan.In(house.Sources)
        where !failure.File.Name.EndsWith("Failures.cs", StringComparison.Ordinal)
        select new Violation(failure.File.Path, failure.Line, $"The failure '{failure.Code}' is made where it is returned.",
            "Declare it in the feature's …Failures.cs, so that the feature's failures can be read in one place.");

    private static IEnumerable<Violation> CodeTablesWhole(House house)
    {
        foreach (var file in house.Sources.ShippedCode.Where(file => file.IsIn("src/Attune.Contracts/Errors")))
        {
            var all = file.Syntax.DescendantNodes().OfType<PropertyDeclarationSyntax>()
                .FirstOrDefault(property => property.Identifier.ValueText == "All")?.Initializer;
            var listed = all?.DescendantNodes().OfType<IdentifierNameSyntax>().Select(name => name.Identifier.ValueText)
                .ToHashSet() ?? [];
            foreach (var row in file.Syntax.DescendantNodes().OfType<VariableDeclaratorSyntax>()
                .Where(row => ((VariableDeclarationSyntax)row.Parent!).Type.ToString() is "ErrorCode" or "ClosingCode"))
            {
                if (!listed.Contains(row.Identifier.ValueText))
                {
                    yield return new Violation(file.Path, file.LineOf(row),
                        $"'{row.Identifier.ValueText}' is not in the table All.",
                        "Add it: docs and clients are generated from All.");
                }
            }
        }
    }

    private static IEnumerable<Violation> InstrumentDocumented(House house) =>
        from instrument in InstrumentScan.In(house.Sources)
        where instrument.Name.Length == 0 || instrument.Meaning.Length == 0
        select new Violation(instrument.File.Path, instrument.Line,
            $"The instrument '{instrument.Name}' lacks a literal name or a description.",
            "Give both as literals, and a unit as of UCUM (s, By, {event}) where there is one: the reference is made of them.");

    private static IEnumerable<Violation> InstrumentNameForm(House house) =>
        from instrument in InstrumentScan.In(house.Sources)
        where instrument.Name.Length > 0 && !InstrumentName().IsMatch(instrument.Name)
        select new Violation(instrument.File.Path, instrument.Line,
            $"The instrument '{instrument.Name}' is not named attune.noun.noun.",
            "Use lower case with dots between nouns, beginning with 'attune.'.");

    private static string Text(string format, params object[] values) => string.Format(null, format, values);

    [GeneratedRegex(@"\A[a-z][a-z0-9]*(_[a-z0-9]+)*\z")]
    private static partial Regex SnakeCase();

    [GeneratedRegex(@"\Aattune(\.[a-z][a-z0-9_]*)+\z")]
    private static partial Regex InstrumentName();
}
