using Loopback;

// For trying by hand: dotnet run --project tests/LoopbackGitHub [port]. Each line that it reads is a word of the commands below.
await using var hub = await LoopbackGitHub.Start(
    port: args.Length > 0 ? int.Parse(args[0], System.Globalization.CultureInfo.InvariantCulture) : 0);
await Console.Out.WriteLineAsync($"""
    GITHUB_API_URL={hub.ApiUrl}
    GITHUB_SERVER_URL={hub.ServerUrl}
    GITHUB_REPOSITORY={LoopbackGitHub.FullName}
    GITHUB_TOKEN={LoopbackGitHub.Token}
    """);
while (await Console.In.ReadLineAsync() is { } line)
{
    switch (line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
    {
        case ["pull", var number, var head, var mergeBase]:
            hub.OpenPull(int.Parse(number, System.Globalization.CultureInfo.InvariantCulture), head, mergeBase);
            break;
        case ["fail", var call, var error]:
            hub.FailAt(
                hub.Calls.Count + int.Parse(call, System.Globalization.CultureInfo.InvariantCulture), Enum.Parse<Error>(error));
            break;
        case ["public"]:
            hub.IsPrivate = false;
            break;
        case ["calls"]:
            await Console.Out.WriteLineAsync(string.Join('\n', hub.Calls));
            break;
        case []:
            return;
        default:
            await Console.Error.WriteLineAsync(
                "pull <number> <head> <merge base> | fail <which of the next calls> <error> | public | calls; an empty line "
                + "ends.");
            break;
    }
}
