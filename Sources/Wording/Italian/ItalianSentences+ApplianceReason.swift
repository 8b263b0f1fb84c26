import RatchetCore

extension ItalianSentences {
    /// What is said of appliances, with plain apostrophes.
    func appliance(_ reason: Reason) -> String {
        let package = "[il pacchetto {package}|il prossimo pacchetto]"
        let thePackage = "[Il pacchetto {package}|Il prossimo pacchetto]"
        let runs = { (mark: String) in
            "[\(mark) esegue la versione {product} del prodotto[ sulla base {base}]|\(mark) esegue la base {base}]"
        }
        let why = "[: «{why}»]"
        let minutes = "{minutes} <minutes|minuto|minuti>"
        return switch reason {
        case .applianceCurrent: "L'appliance è aggiornata\(runs(":"))."

        case .upgradePlanned: "L'aggiornamento[ verso {target}] è pianificato e inizierà quando qualcuno lo avvierà."
        case .inventoryUnread: "Non si sa con certezza che cosa l'appliance esegua in questo momento\(why)."
        case .turnNotCome:
            "\(thePackage) è una nuova versione principale, e il turno di questa appliance nel calendario di rilascio "
                + "non è ancora arrivato."
        case .soaking:
            "L'appliance è nel periodo di attesa[ dopo la versione {version}]: i suoi client si aggiornano prima che "
                + "venga installato il prossimo pacchetto del prodotto."
        case .healthUnread: "Non si sa in quale stato di salute sia l'appliance in questo momento\(why)."
        case .backupMissing: "Non risulta alcun backup dell'appliance, e senza backup nessun passaggio ha inizio."
        case .backupStale:
            "L'ultimo backup dell'appliance è troppo vecchio, oppure da allora qualcosa è cambiato; ogni passaggio ne "
                + "richiede uno recente."
        case .exportMissing:
            "Non risulta alcuna esportazione recente del certificato dell'appliance con la sua chiave privata."
        case .notStaged: "\(thePackage) non è ancora stato predisposto sull'appliance."
        case .windowShut: "La finestra di manutenzione è chiusa\(why)[; il prossimo passaggio richiede \(minutes)]."
        case .windowTooShort:
            "La finestra di manutenzione è aperta[ (si chiude {until})], ma non abbastanza a lungo per il prossimo "
                + "passaggio[: \(minutes), riserva inclusa]."
        case .hopReady: "Tutto è pronto per \(package): nessuna condizione lo impedisce più."
        case .hopInstalling:
            "L'appliance sta installando [il pacchetto {package}|un pacchetto]. Nel frattempo può non dare notizie di "
                + "sé; non intervenire."
        case .hopUnanswered:
            "Non si sa se [il pacchetto {package}|il pacchetto] sia stato installato: la risposta è andata persa[ "
                + "(«{why}»)]. Non viene installato una seconda volta; conta ciò che l'appliance dichiara di eseguire."
        case .hopVerifying:
            "L'installazione [del pacchetto {package}|del pacchetto] è in corso di verifica: vale solo quando "
                + "l'appliance segnala la nuova versione e un buono stato di salute."
        case .restoring: "Il backup è in corso di ripristino sull'appliance. Nel frattempo non intervenire."
        case .callAtWork:
            "Una chiamata precedente[ per {verb}] è ancora in corso, anche se nessuno ne attende più la risposta[: processo {process}][, in {folder}]. Accanto ad essa non inizia nulla."

        case .noUpgrade:
            "Per questa appliance non è pianificato alcun aggiornamento[, anche se è raggiungibile "
                + "{target}]\(runs(";"))."
        case .noGraph:
            "Per questa appliance non c'è alcun grafo delle versioni[ ({graph})], quindi non è possibile trovare un "
                + "percorso."
        case .allPaused: "Tutto è sospeso[ da {who}]\(why). Su nessuna appliance inizia qualcosa di nuovo."
        case .upgradePaused: "L'aggiornamento è sospeso[ da {who}]\(why)."
        case .changedByOthers:
            "La versione dell'appliance è stata cambiata, ma non da Ratchet\(why). Il percorso è stato ricalcolato e "
                + "qualcuno deve esaminarlo."
        case .unknownInventory:
            "L'appliance esegue qualcosa di diverso da ciò che conoscono il suo percorso e il suo grafo delle "
                + "versioni\(runs(":")). Ratchet non tira a indovinare, e niente ha inizio."
        case .noPath:
            "Nessun percorso porta da ciò che l'appliance esegue a ciò che è richiesto\(why)[; la versione più vicina "
                + "che si può raggiungere è {nearest}]."
        case .packageBlocked:
            "\(thePackage) è bloccato, perché qualcosa deve precederlo[: «{missing}»][; prima: {chain}]."
        case .packageGone: "\(thePackage) non può più essere installato\(why)."
        case .turnNotSet:
            "\(thePackage) è una nuova versione principale, e il calendario di rilascio non prevede un turno per "
                + "questa appliance."
        case .contractMissing:
            "\(thePackage) è una nuova versione principale, e non risulta un contratto di manutenzione valido in quel "
                + "giorno[; fine del contratto registrato: {until}]."
        case .approvalMissing:
            "Il percorso e il suo impatto devono essere approvati da una persona diversa da [{who}, che lo ha "
                + "pianificato|chi lo ha pianificato]."
        case .approvalLapsed:
            "Il percorso è cambiato dopo l'approvazione[ da parte di {who}], quindi deve essere approvato di nuovo."
        case .testRunMissing:
            "Nessuna appliance di prova ha ancora installato gli stessi pacchetti, dagli stessi file e nello stesso "
                + "ordine[: {packages}]."
        case .testRunUnprovable:
            "Il grafo delle versioni non contiene l'impronta SHA-256 per [il pacchetto {package}|un pacchetto del "
                + "percorso], quindi nessuna prova può dimostrare che il file fosse lo stesso."
        case .healthBad:
            "L'appliance non è in buono stato di salute[: «{problems}»]. Finché non lo è, nessun passaggio ha inizio."
        case .backupFailed: "Il backup dell'appliance non è riuscito\(why)."
        case .backupUnverified:
            "La somma di controllo non ha dimostrato che l'ultimo backup dell'appliance sia integro, quindi non vi si "
                + "fa affidamento."
        case .exportFailed:
            "L'esportazione del certificato dell'appliance con la sua chiave privata non è riuscita\(why)."
        case .exportKeyless:
            "Il certificato dell'appliance è stato esportato senza la sua chiave privata, quindi non si potrebbe "
                + "ripristinare."
        case .digestMismatch:
            "Sull'appliance, il file per \(package) non è quello indicato dal grafo delle versioni[: la sua impronta "
                + "SHA-256 è {found}, non {wanted}]."
        case .noWindow:
            "L'appliance non ha un calendario, oppure nessuna delle sue finestre di manutenzione è abbastanza lunga "
                + "per il prossimo passaggio[, che richiede \(minutes)]."
        case .checkpointOpen:
            "Il driver non sa fare il resto, quindi una persona deve [{verb}|occuparsene][ ({package})] e convalidarlo."
        case .hopFailed:
            "L'installazione [del pacchetto {package}|del pacchetto] non è riuscita\(why). [Dopo il ripristino "
                + "l'appliance esegue {restored}. ]L'aggiornamento è fermo, e niente viene ritentato senza "
                + "l'intervento di una persona."
        // (D1)
        case .applianceFrozen:
            "Non riavviare questa appliance. L'installazione del suo pacchetto di base[ {package}] non è "
                + "riuscita\(why). Ratchet non la tocca finché una persona non la sblocca."
        case .installNotBegun:
            "Il driver non ha potuto iniziare l'installazione per \(package)\(why). Sull'appliance non è stato fatto nulla."
        case .stageFailed: "Non è stato possibile predisporre il file per \(package)\(why)."

        case .overrun:
            "La finestra di manutenzione si è chiusa[ {until}] durante un passaggio in corso. Il passaggio non viene "
                + "interrotto, e niente di nuovo ha inizio."
        default: ""
        }
    }

    func name(of verb: DriverVerb) -> String {
        switch verb {
        case .inventory: "rilevare che cosa esegue l\(Typography.apostrophe)appliance"
        case .health: "rilevare lo stato di salute dell\(Typography.apostrophe)appliance"
        case .backup: "eseguire un backup"
        case .exportCertificate: "esportare il certificato con la sua chiave privata"
        case .stage: "predisporre il pacchetto"
        case .install: "installare il pacchetto"
        case .restore: "ripristinare il backup"
        case .supportBundle: "recuperare l\(Typography.apostrophe)archivio di supporto"
        }
    }
}
