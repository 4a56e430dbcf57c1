#pragma once
// Pages of the web.

#include <ns3/event-id.h>
#include <ns3/random-variable-stream.h>
#include <ns3/traced-callback.h>

#include <vector>

#include "ns3-modules/d2c-video/model/transfer/d2c-client-application.h"
#include "ns3-modules/d2c-video/model/transfer/d2c-request-connection.h"
#include "video/services.h"

namespace ns3 {

/**
 * \brief Loads a page, reads it, loads the next: a document first, then its objects over several connections at once.
 *
 * Each connection begins with an exchange for encryption (TLS 1.3: one round trip). Connections are made anew for each page. The load time
 * runs from the wish to the last object's last octet. A small transfer (d2c::LightDataService) is a page of a document alone.
 */
class D2cWeb : public D2cClientApplication {
  public:
    /// \return the object TypeId
    static TypeId GetTypeId();
    D2cWeb();
    ~D2cWeb() override;

    /// One document of the service's size per page, as many pages as it has transfers.
    void SetService(const d2c::LightDataService& service);
    /// Streams of object sizes and reading times. \return how many: 2
    std::int64_t AssignStreams(std::int64_t stream);
    void Reconnect() override;

    /// A page that is there.
    struct Page {
        Time wished, document, loaded;  ///< when asked for, when the document was there, when all was
        std::uint64_t octets;           ///< of content
    };
    const std::vector<Page>& GetPages() const { return m_pages; }
    /// TracedCallback signature of Page.
    typedef void (*PageCallback)(const Page& page);

  protected:
    void DoDispose() override;

  private:
    struct Lane {
        Ptr<D2cRequestConnection> connection;
        bool encrypted = false;
        std::uint64_t asked = 0;  ///< octets of the object under way; 0 while the encryption is
    };

    void StartApplication() override;
    void StopApplication() override;
    void Wish();
    void Use(std::size_t lane);
    void Came(std::size_t lane, const D2cRequestConnection::State& state);
    void Loaded();

    std::uint32_t m_documentOctets;
    std::uint32_t m_objects;
    std::uint32_t m_connections;
    std::uint32_t m_pagesWanted;
    std::uint32_t m_requestOctets;
    std::uint32_t m_answerHeaderOctets;
    std::uint32_t m_helloOctets;
    std::uint32_t m_certificateOctets;
    Ptr<RandomVariableStream> m_objectOctets;
    Ptr<RandomVariableStream> m_reading;

    std::vector<Lane> m_lanes;
    Page m_page{};
    bool m_documentThere = false;
    std::uint32_t m_left = 0;      // objects not yet asked for
    std::uint32_t m_underWay = 0;  // objects asked for and not yet here
    std::vector<Page> m_pages;
    EventId m_next;
    TracedCallback<const Page&> m_pageTrace;
};

}  // namespace ns3
