using System.Text.Json;
using System.Text.Json.Serialization;
using DomesticAbuseResponse.Domain.Incoming;
using Microsoft.AspNetCore.Authentication;
using Microsoft.OpenApi;

namespace DomesticAbuseResponse.Web.Api;

/// <summary>How the API writes.</summary>
internal static class ApiJson
{
    public static JsonSerializerOptions Options { get; } = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };
}

public static class ApiRegistration
{
    /// <summary>Keys as a way to prove who sends, and the document that describes the API.</summary>
    public static IServiceCollection AddIncidentApi(this IServiceCollection services)
    {
        ArgumentNullException.ThrowIfNull(services);
        services.AddAuthentication().AddScheme<AuthenticationSchemeOptions, ApiKeyHandler>(ApiKeyHandler.Name, null);
        services.AddAuthorization(options => options.AddPolicy(
            ApiKeyHandler.LogIncidents, policy => policy.AddAuthenticationSchemes(ApiKeyHandler.Name).RequireClaim(nameof(ApiScope), nameof(ApiScope.LogIncidents))));
        services.ConfigureHttpJsonOptions(json =>
        {
            json.SerializerOptions.DefaultIgnoreCondition = ApiJson.Options.DefaultIgnoreCondition;
            json.SerializerOptions.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.CamelCase));
        });
        services.AddOpenApi(options =>
        {
            options.ShouldInclude = described => described.RelativePath?.StartsWith("api/", StringComparison.Ordinal) is true;
            options.AddDocumentTransformer((document, _, _) =>
            {
                document.Info = new OpenApiInfo
                {
                    Title = "Domestic Abuse Response: incoming incidents",
                    Version = "1",
                    Description = "For a command-and-control system. The key goes in the header Authorization: Bearer KEY. Nothing can be read by it. Refusals are problems as of RFC 9457.",
                };
                document.Servers = [];
                document.Components ??= new OpenApiComponents();
                document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>
                {
                    ["key"] = new OpenApiSecurityScheme { Type = SecuritySchemeType.Http, Scheme = "bearer", Description = "A key made by the agency's administrator" },
                };
                return Task.CompletedTask;
            });
            options.AddOperationTransformer((operation, context, _) =>
            {
                operation.Parameters =
                [
                    new OpenApiParameter
                    {
                        Name = IncidentApi.KeyHeader, In = ParameterLocation.Header, Required = true, Schema = new OpenApiSchema { Type = JsonSchemaType.String, MaxLength = Application.Incoming.IncomingDelivery.KeyMaxLength },
                        Description = "A value of your own for each message. Send it again with the same body when no answer came.",
                    },
                ];
                operation.Security = [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference("key", context.Document)] = [] }];
                return Task.CompletedTask;
            });
        });
        return services;
    }
}
