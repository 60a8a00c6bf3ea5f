using Attune.Contracts.Knowledge;
using Attune.Foundation.Failures;

namespace Attune.Companion.Retrieval.Ingest;

/// <summary>Tells a failure as one of many files.</summary>
internal static class FileProblems
{
    private const int LongestName = 300;

    public static FileProblem ToProblem(this Failure failure, string name) => new(
        name.Length <= LongestName ? name : name[..LongestName], failure.Code, $"{failure.Title} {failure.Detail}",
        failure.WhatToDo);
}
